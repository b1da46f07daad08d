import { expect, test } from 'vitest';
import type { Refusal } from '#lib/refusal.ts';
import { inputOf, readDraft, redraw } from './profile-form.ts';

const zone = { where: 'named', first: '4.50', further: '1', free_over: '', days_min: '1', days_max: '3' };

function formOf(...zones: Record<string, string | string[]>[]): FormData {
	const form = new FormData();
	form.set('name', 'By post');
	zones.forEach((fields, at) => {
		for (const [field, value] of Object.entries({ ...zone, ...fields }))
			for (const one of [value].flat()) form.append(`zones.${at}.${field}`, one);
	});
	return form;
}

test('what is typed becomes what the market keeps', () => {
	const form = formOf({ countries: ['BE', 'BE', 'NL'] }, { where: 'everywhere', free_over: '60,00' });
	expect(inputOf(readDraft(form), 'EUR')).toEqual({
		name: 'By post',
		is_default: false,
		zones: [
			{ countries: ['BE', 'NL'], first: 450, further: 100, free_over: null, days_min: 1, days_max: 3 },
			{ countries: null, first: 450, further: 100, free_over: 6000, days_min: 1, days_max: 3 },
		],
	});
});

test('a group adds whom no zone names yet, and a zone can be had or dropped', () => {
	const draft = readDraft(formOf({ countries: ['BE'] }, { add: 'group-eu' }, { add: 'US' }));
	expect(draft.zones[1]!.countries).toHaveLength(26);
	expect(draft.zones[1]!.countries).not.toContain('BE');
	expect(draft.zones[2]!.countries).toEqual(['US']);
	expect(redraw(draft, 'drop.1').zones.map((each) => each.countries)).toEqual([['BE'], ['US']]);
	expect(redraw(draft, 'zone').zones).toHaveLength(4);
	expect(redraw(draft, 'drop.99')).toEqual(draft);
});

test('every field that is wrong is named at once', () => {
	const form = formOf({ first: 'cheap', further: '-1', days_min: 'soon', free_over: '1.234' });
	form.set('name', ' ');
	try {
		inputOf(readDraft(form), 'EUR');
		expect.unreachable();
	} catch (error) {
		expect(Object.keys((error as Refusal).data.errors ?? {}).sort()).toEqual([
			'name',
			'zones.0.countries',
			'zones.0.days_min',
			'zones.0.first',
			'zones.0.free_over',
			'zones.0.further',
		]);
	}
	expect(() => inputOf(readDraft(new FormData()), 'EUR')).toThrow();
});
