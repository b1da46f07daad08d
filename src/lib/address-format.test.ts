import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	addressLines,
	placeFault,
	placeFields,
	tidyAddress,
	type PlaceName,
	type WrittenAddress,
} from './address-format.ts';
import { addressInput } from './address.ts';
import { COUNTRY_CODES } from './countries.ts';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';

const at = (country: string, place: Partial<WrittenAddress> = {}): WrittenAddress => ({
	name: 'Ben Buyer',
	line1: '12 Canal Street',
	postal_code: '',
	city: 'Somewhere',
	country,
	...place,
});
/** The form of a country filled in as its fields say. */
function filled(country: string): WrittenAddress {
	const fields = placeFields(country);
	const value = (name: PlaceName) => {
		const field = fields.find((one) => one.name === name);
		return field ? (field.example ?? 'Somewhere') : '';
	};
	return at(country, { postal_code: value('postal_code'), city: value('city'), region: value('region') });
}
const country = fc.constantFrom(...COUNTRY_CODES);
const errorsOf = (input: unknown) => {
	const parsed = addressInput.safeParse(input);
	return parsed.success
		? {}
		: Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
};

test('every country has a form, and one that is filled in as it says is taken as it is', () => {
	for (const code of COUNTRY_CODES) {
		const fields = placeFields(code);
		expect(new Set(fields.map((field) => field.name)).size, code).toBe(fields.length);
		for (const { label } of fields) expect(label, code).toMatch(/^[A-Z]/);
		const address = filled(code);
		expect(errorsOf(address), code).toEqual({});
		const taken = addressInput.parse(address);
		expect(taken.city, code).not.toBe('');
		expect(addressInput.parse(taken), code).toEqual(taken);
	}
});

test('what is needed and left out is said by its field, and nothing else is', () => {
	fc.assert(
		fc.property(country, fc.constantFrom<PlaceName>('postal_code', 'city', 'region'), (code, name) => {
			const field = placeFields(code).find((one) => one.name === name);
			const left = { ...filled(code), [name]: '' };
			expect(Object.keys(errorsOf(left))).toEqual(field?.needed ? [name] : []);
		}),
	);
});

test('each part of an address stands in its lines exactly once, the name first or last of them', () => {
	fc.assert(
		fc.property(country, fc.boolean(), (code, own) => {
			const address = at(code, {
				line1: own ? '丸の内一丁目9番2号' : 'Street1',
				line2: 'Flat2',
				postal_code: 'Code3',
				city: 'Town4',
				region: 'Region5',
			});
			const lines = addressLines(address, 'Country6');
			for (const part of [address.name, address.line1, 'Flat2', 'Code3', 'Town4', 'Region5', 'Country6'])
				expect(
					lines.filter((line) => line.includes(part)),
					`${code} ${part}`,
				).toHaveLength(1);
			for (const line of lines) expect(line, code).not.toMatch(/^[\s,;/-]|[\s,;/-]$/);
		}),
	);
});

// Making up such text is slow on a busy machine.
test('no text breaks it', { timeout: 30_000 }, () => {
	fc.assert(
		fc.property(country, fc.string({ unit: 'binary', maxLength: 20 }), (code, text) => {
			const address = at(code, { postal_code: text, city: text, region: text });
			for (const name of ['postal_code', 'city', 'region'] as const) placeFault(address, name);
			expect(tidyAddress(tidyAddress(address))).toEqual(tidyAddress(address));
			addressLines(address, code);
		}),
	);
});

const wrong: [string, Partial<WrittenAddress>, Record<string, string>][] = [
	['US', { city: 'San Francisco', postal_code: '94103' }, { region: 'Give the state, such as AL' }],
	['US', { postal_code: '9410', region: 'CA' }, { postal_code: 'Give the ZIP code, such as 94103' }],
	['US', { postal_code: '94103', region: 'Bavaria' }, { region: 'Give the state, such as AL' }],
	['CA', { postal_code: '94103', region: 'ON' }, { postal_code: 'Give the postal code, such as K1A 0B1' }],
	['DE', { postal_code: '1011' }, { postal_code: 'Give the postal code, such as 10115' }],
	['DE', { postal_code: '' }, { postal_code: 'Give the postal code, such as 10115' }],
	['GB', { postal_code: '12345' }, { postal_code: 'Give the postcode, such as SW1A 1AA' }],
	['IE', { postal_code: 'Dublin 4' }, { postal_code: 'Give the Eircode, such as D02 AF30' }],
	['IN', { postal_code: '1100', region: 'Delhi' }, { postal_code: 'Give the PIN code, such as 110034' }],
	['AU', { postal_code: '2060', region: 'NSW', city: ' ' }, { city: 'Give the suburb' }],
	['HK', { city: '' }, { city: 'Give the district' }],
	['US', { postal_code: '', region: '', city: '', name: '' }, {}],
];
test.each(wrong)('%s %o is refused by field', (code, place, errors) => {
	const said = errorsOf(at(code, place));
	if (Object.keys(errors).length) expect(said).toEqual(errors);
	// All that is wrong at once, the name as well.
	else expect(Object.keys(said).toSorted()).toEqual(['city', 'name', 'postal_code', 'region']);
});

const taken: [string, Partial<WrittenAddress>, Partial<WrittenAddress>][] = [
	['GB', { postal_code: 'sw1a1aa' }, { postal_code: 'SW1A 1AA' }],
	['GB', { postal_code: 'm2 5bq' }, { postal_code: 'M2 5BQ' }],
	['CA', { postal_code: 'k1a-0b1', region: 'ontario' }, { postal_code: 'K1A 0B1', region: 'ON' }],
	['DE', { postal_code: 'D-10115' }, { postal_code: '10115' }],
	['SE', { postal_code: '11129' }, { postal_code: '111 29' }],
	['NL', { postal_code: '1012ab' }, { postal_code: '1012 AB' }],
	['LV', { postal_code: '1073' }, { postal_code: 'LV-1073' }],
	['IE', { postal_code: 'd6wxy00' }, { postal_code: 'D6W XY00' }],
	['IE', { postal_code: '' }, { postal_code: '' }],
	['JP', { postal_code: '１５４００２３', region: '東京都' }, { postal_code: '154-0023', region: 'Tokyo' }],
	['US', { postal_code: '941031234', region: 'california' }, { postal_code: '94103-1234', region: 'CA' }],
	['BR', { postal_code: '40301110', region: 'sao paulo' }, { postal_code: '40301-110', region: 'SP' }],
	['IN', { postal_code: '110 034', region: 'Orissa' }, { postal_code: '110034', region: 'Orissa' }],
	['SG', { postal_code: '546080', city: '' }, { city: 'Singapore' }],
	['HK', { postal_code: '', region: '' }, { postal_code: '' }],
	['AE', { postal_code: '00000' }, { postal_code: '00000' }],
	['DE', { postal_code: '10115', region: 'Bavaria' }, { region: 'Bavaria' }],
	['IT', { postal_code: '40121', region: 'Emilia-Romagna' }, { region: 'Emilia-Romagna' }],
];
test.each(taken)('%s %o is taken, and written as it is written there', (code, place, written) => {
	expect(addressInput.parse(at(code, place))).toMatchObject(written);
});

const written: [string, Partial<WrittenAddress>, string[]][] = [
	['US', { city: 'Austin', region: 'TX', postal_code: '78701' }, ['Austin, TX 78701']],
	['DE', { city: 'Berlin', postal_code: '10115' }, ['10115 Berlin']],
	['GB', { city: 'Leeds', postal_code: 'LS1 1UR' }, ['Leeds', 'LS1 1UR']],
	['FR', { city: 'Lyon', postal_code: '69001', region: 'Rhône' }, ['69001 Lyon', 'Rhône']],
	['BR', { city: 'Santos', region: 'SP', postal_code: '11010-000' }, ['Santos - SP', '11010-000']],
	['AU', { city: 'Newtown', region: 'NSW', postal_code: '2042' }, ['Newtown NSW 2042']],
	['TR', { city: 'Kadıköy', region: 'İstanbul', postal_code: '34710' }, ['34710 Kadıköy/İstanbul']],
	['MX', { city: 'Puebla', postal_code: '72000' }, ['72000 Puebla']],
];
test.each(written)('below the street, %s writes %o so', (code, place, lines) => {
	expect(addressLines(at(code, place), '')).toEqual(['Ben Buyer', '12 Canal Street', ...lines]);
});

test('Japan and Hungary begin elsewhere', () => {
	const tokyo = { line1: '丸の内1-9-2', city: '千代田区', region: 'Tokyo', postal_code: '100-0005' };
	expect(addressLines(at('JP', tokyo), '')).toEqual([
		'〒100-0005',
		'東京都千代田区',
		'丸の内1-9-2',
		'Ben Buyer',
	]);
	const budapest = { city: 'Budapest', postal_code: '1037' };
	expect(addressLines(at('HU', budapest), '').slice(1)).toEqual(['Budapest', '12 Canal Street', '1037']);
});

test('it is small enough for a page', () => {
	const files = ['address-format', 'address-regions', 'postal-codes'];
	const text = files.map((file) => readFileSync(new URL(`./${file}.ts`, import.meta.url), 'utf8')).join('');
	expect(text).not.toContain("'zod'");
	// With its comments and names, which do not go to the browser: there it is some 6 KB.
	expect(gzipSync(text).byteLength).toBeLessThan(9 * 1024);
});
