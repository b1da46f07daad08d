/**
 * What an address of each country is made of: which fields it has and in which order, what they are called there, which are
 * needed, and how its lines are written. Pure, and small enough for a page.
 *
 * Source: Google's libaddressinput metadata (https://chromium-i18n.appspot.com/ssl-address, CC BY 4.0). Where it asks for more
 * than a parcel needs to arrive, this asks for less.
 */
import { findRegion, regionsOf } from './address-regions.ts';
import { postalRule, tidyPostalCode } from './postal-codes.ts';

/** `line2` and `region` may be missing; a postal code and a town are empty where the country has none. */
export type WrittenAddress = {
	name: string;
	line1: string;
	line2?: string | undefined;
	postal_code: string;
	city: string;
	region?: string | undefined;
	/** ISO 3166-1 alpha-2. */
	country: string;
};

export type PlaceName = 'postal_code' | 'city' | 'region';
export type PlaceField = {
	name: PlaceName;
	label: string;
	needed: boolean;
	/** What one looks like. */
	example?: string | undefined;
	/** Where it is one of a list. */
	choices?: { value: string; label: string }[] | undefined;
};

/** The lines after the name: A street, Z postal code, C town, S region; `;` begins a new line. N where the name is not first. */
const LAYOUTS: Record<string, string> = {
	'A;Z C':
		'AD AT AX AZ BA BE BG BL CH CY CZ DE DK DO DZ EH ET FI FO FR GE GF GL GN GP GR GT GW HR HT IS KG KW LA LI LR LU MA MC MD ME MF MG MK MQ NC NE NL NO PL PM PT PY RE RS SE SI SJ SK SM SN TJ TM TN TZ VA WF XK YT ZM',
	'A;C;Z': 'AF AI FK GB GG GI GS IM IO JE KE LK NA PN SD SH SZ TC VG ZA',
	'A;C Z': 'BD BH BM BN BT GH GU IL JO KH LB LC LS LY MM MS MT MV NP NZ PK PR PS SA SG TT VC',
	'A;C, S Z': 'BB SO TW US',
	'A;C S Z': 'AS AU CA CC CX FM MH MP NF PG PW UM VI',
	'A;C;S': 'AE BS HK JM KI KN NR PA SC SR TV',
	'A;Z C;S': 'AR BY CL CV MY SV UZ',
	'A;Z C S': 'EE ES IT LT MZ PF UY',
	'A;Z C, S': 'MX NI',
	'A;C Z, S': 'VE',
	'A;Z C/S': 'TR',
	'A;Z S C': 'RO',
	'A;Z;C': 'AL EC MU OM',
	'A;Z;C;S': 'AM',
	'A;C;S;Z': 'EG IE KR RU UA',
	'A;C;S Z': 'ID KY MN PH TH VN',
	'A;C Z;S': 'IN NG PE',
	'A;C;S, Z': 'CN KP',
	'A;C, S;Z': 'HN IQ JP',
	'A;C, S, Z': 'CO',
	'A;C - S;Z': 'BR',
	'A;C S;Z': 'CU',
	'A;S, C;Z': 'CR',
	'A;S;C, Z': 'LV',
	'C;A;Z': 'HU',
	'S;C;A;Z': 'IR',
	'Z;S;C;A;N': 'KZ',
};
/** How it is written in the country's own script. */
const LOCAL: Record<string, string> = {
	CN: 'Z;SC;A;N',
	HK: 'S;C;A;N',
	JP: '〒Z;SC;A;N',
	KR: 'S C;A;N;Z',
	TW: 'Z;SC;A;N',
};
/** Kana, Han, Hangul. */
const OWN_SCRIPT = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Where an address without its region does not arrive; of the strict ones it must be a known one. */
const REGION_NEEDED = 'AU BR CA IN JP US';
const REGION_STRICT = 'AU CA US';
/** Towns that are their country. */
const SOLE_TOWN: Record<string, string> = {
	GI: 'Gibraltar',
	MC: 'Monaco',
	MO: 'Macao',
	SG: 'Singapore',
	VA: 'Vatican City',
};

const WORDS: Record<PlaceName, Record<string, string>> = {
	postal_code: {
		'ZIP code': 'AS FM GU MH MP PH PR PW UM US VI',
		Postcode: 'AU GB GG IM JE MY NL NZ ZA',
		'PIN code': 'IN',
		Eircode: 'IE',
		CEP: 'BR',
	},
	city: {
		City: 'BR CA CN CO IN JP KR MX PH PR TH US VN',
		Suburb: 'AU',
		'Town or suburb': 'NZ',
		District: 'HK',
	},
	region: {
		State: 'AS AU BR FM IN MH MM MP MX MY NG PW SO SR UM US VE VI',
		County: 'EE IE LT RO TW',
		Department: 'CO HN NI SV UY',
		Parish: 'BB JM',
		Island: 'BS CV KI KN KY PF SC TV',
		Oblast: 'RU UA',
		Emirate: 'AE',
		Prefecture: 'JP',
		Area: 'HK',
		District: 'NR',
		'Province or city': 'KR',
	},
};
const USUAL: Record<PlaceName, string> = {
	postal_code: 'Postal code',
	city: 'Town or city',
	region: 'Province',
};
const LETTERS: Record<string, PlaceName> = { Z: 'postal_code', C: 'city', S: 'region' };

const has = (list: string, country: string) => country.length === 2 && list.includes(country);
const keyOf = (table: Record<string, string>, country: string) =>
	Object.keys(table).find((key) => has(table[key]!, country));
const layoutOf = (country: string) => keyOf(LAYOUTS, country) ?? 'A;C';

/** What goes below the street, in the order in which it is written there. Without a country, whatever any of them has. */
export function placeFields(country: string | undefined): PlaceField[] {
	if (!country) {
		const field = (name: PlaceName, label = USUAL[name]) => ({ name, label, needed: false });
		return [field('postal_code'), field('city'), field('region', 'Region')];
	}
	return [...layoutOf(country)]
		.map((letter) => LETTERS[letter])
		.filter((name) => name !== undefined)
		.filter((name) => name !== 'city' || !(country in SOLE_TOWN))
		.map((name) => fieldOf(country, name));
}

function fieldOf(country: string, name: PlaceName): PlaceField {
	const label = keyOf(WORDS[name], country) ?? USUAL[name];
	if (name === 'city') return { name, label, needed: true };
	if (name === 'postal_code') return { name, label, ...postalRule(country) };
	const regions = regionsOf(country);
	const both = country === 'JP';
	const choices = regions.map(({ code, name }) => ({
		value: code,
		label: both ? `${code} · ${name}` : name,
	}));
	return {
		name,
		label,
		needed: has(REGION_NEEDED, country),
		example: regions[0]?.code,
		choices: choices.length ? choices : undefined,
	};
}

/** The address with its postal code and region as the country writes them; what is not understood stays as it was given. */
export function tidyAddress<Given extends WrittenAddress>(address: Given): Given {
	const { country, postal_code, city, region } = address;
	return {
		...address,
		postal_code: tidyPostalCode(country, postal_code) ?? postal_code,
		city: city || (SOLE_TOWN[country] ?? city),
		...(region && { region: findRegion(country, region)?.code ?? region }),
	};
}

/** What keeps a parcel from arriving, as a sentence that says the fix; null when nothing does. */
export function placeFault(
	address: Pick<WrittenAddress, 'country'> & Partial<WrittenAddress>,
	name: PlaceName,
): string | null {
	const { country } = address;
	const typed: unknown = address[name];
	const given = typeof typed === 'string' ? typed.trim() : '';
	const field = placeFields(country).find((one) => one.name === name);
	if (!field) return null;
	const say = `Give the ${inSentence(field.label)}${field.example ? `, such as ${field.example}` : ''}`;
	if (!given) return field.needed ? say : null;
	if (name === 'postal_code' && tidyPostalCode(country, given) === null) return say;
	if (name === 'region' && has(REGION_STRICT, country) && !findRegion(country, given)) return say;
	return null;
}

/** `ZIP code` and `Eircode` are names, `Postal code` is not. */
const inSentence = (label: string) =>
	/^[A-Z]{2}|^Eir/.test(label) ? label : label[0]!.toLowerCase() + label.slice(1);

/** The address as it is written on a parcel, line by line; `countryName` comes last. */
export function addressLines(address: WrittenAddress, countryName: string): string[] {
	const { country } = address;
	const own = country in LOCAL && OWN_SCRIPT.test(address.line1);
	const layout = own ? LOCAL[country]! : layoutOf(country);
	const region = (own && findRegion(country, address.region ?? '')?.name) || (address.region ?? '');
	const values: Record<string, string> = { Z: address.postal_code, C: address.city, S: region };
	const unwritten = Object.keys(values).filter((letter) => !layout.includes(letter));
	const lines = [...layout.split(';'), ...unwritten].flatMap((line) => {
		if (line === 'A') return [address.line1, address.line2 ?? ''];
		return line === 'N' ? [address.name] : [lineOf(line, values)];
	});
	return [layout.includes('N') ? '' : address.name, ...lines, countryName].filter(Boolean);
}

/** What stands between two parts goes with the second, and only where both are there. */
function lineOf(pattern: string, values: Record<string, string>): string {
	let line = '';
	let between = '';
	for (const part of pattern) {
		const value = values[part];
		if (value === undefined) between += part;
		else if (value) {
			line += (line || between === '〒' ? between : '') + value;
			between = '';
		}
	}
	return line;
}
