/**
 * How postal codes are written, for the countries where one is needed. A code that cannot be one is refused, since a parcel
 * with it comes back; elsewhere it may be left out and is not checked.
 * Source: Google's libaddressinput metadata (https://chromium-i18n.appspot.com/ssl-address, CC BY 4.0).
 */

/** Examples that are patterns: a digit stands for any digit, a letter for any letter. With `?` it may be left out. */
const EXAMPLES =
	'AD:AD500 AT:1010 AU:2060 BE:1000 BG:1000 BR:40301-110 CA:K1A_0B1 CH:8001 CN:100096 CY:2008 CZ:110_00 DE:10115 DK:1566 EE:10111 ES:28039 FI:00550 FO:100 FR:75001 GB:SW1A_1AA|M2_5BQ|M34_4AB|CR0_2YR|DN16_9AA|W1A_4ZZ|GIR_0AA GF:97300 GG:GY1_1AA|GY10_1AA GL:3900 GP:97100 GR:151_24 HR:10000 HU:1037 IE?:D02_AF30|D6W_AF30 IM:IM2_1AA|IM99_1PS IN:110034 IS:101 IT:00144 JE:JE1_1AA|JE10_1AA JP:154-0023 KR:03051 LI:9490 LT:LT-04340 LU:4750 LV:LV-1073 MC:98000 MQ:97220 MT:VLT_1117 MX:06082 MY:50754 NC:98814 NL:1012_AB NO:0025 NZ:6001 PF:98709 PH?:1008 PL:00-950 PM:97500 PR:00930|00930-1234 PT:2725-079 RE:97400 RO:060274 RU:103375 SE:111_29 SG:546080 SI:1000 SJ:9170 SK:010_01 SM:47890 TR:34010 TW:104|10491|104913 UA:01001 US:94103|94103-1234 VA:00120 YT:97600 ZA:0083';

const PATTERNS = new Map(
	EXAMPLES.split(' ').map((entry) => {
		const [key, codes] = entry.split(':') as [string, string];
		const examples = codes.replaceAll('_', ' ').split('|');
		return [key.slice(0, 2), { examples, needed: !key.endsWith('?') }] as const;
	}),
);

export type PostalRule = {
	/** Undefined where any code is taken. */
	example: string | undefined;
	needed: boolean;
};

export function postalRule(country: string): PostalRule {
	const rule = PATTERNS.get(country);
	return { example: rule?.examples[0], needed: rule?.needed ?? false };
}

/**
 * The code as the country writes it, whatever its spaces, hyphens, case and width were and with or without the country before
 * it (`D-10115`, `sw1a1aa`, `1073` in Latvia); null when it cannot be one. Where no pattern is known, as it was given.
 */
export function tidyPostalCode(country: string, given: string): string | null {
	const rule = PATTERNS.get(country);
	if (!rule) return given;
	const bare = given
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s.,/_\u2010-\u2015-]/g, '');
	for (const code of [bare, bare.replace(/^[A-Z]{1,3}/, ''), country + bare])
		for (const example of rule.examples)
			if (shapeOf(country, code) === shapeOf(country, example.replace(/[ -]/g, '')))
				return spaced(code, example);
	return null;
}

/** Of Eircodes only the first three say a place by their shape; the rest is letters and digits in any order. */
const shapeOf = (country: string, code: string) =>
	code
		.replace(/[A-Z]/g, 'A')
		.replace(/[0-9]/g, '9')
		.replace(country === 'IE' ? /(?<=^A9[9A]\w*)\w/g : /(?!)/, '*');

function spaced(code: string, example: string): string {
	let at = 0;
	return example.replace(/[^ -]/g, () => code[at++]!);
}
