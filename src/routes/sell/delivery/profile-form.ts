/**
 * A shipping profile's form: a draft that is redrawn after each step (a country more, a zone less), so that it works the same
 * without JavaScript, and what the command takes once it is saved.
 */
import { checkInput } from '#lib/check-input.ts';
import { amountInput, parseMoney } from '#lib/money.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { COUNTRY_GROUPS } from '#shops/country-groups.ts';
import { shippingProfileInput, type ShippingProfileInput } from '#shops/delivery-schema.ts';
import type { ShippingProfileView } from '#shops/delivery.ts';

export type ZoneDraft = {
	everywhere: boolean;
	countries: string[];
	first: string;
	further: string;
	free_over: string;
	days_min: string;
	days_max: string;
};
export type ProfileDraft = { name: string; is_default: boolean; version: string; zones: ZoneDraft[] };

const MOST_READ = 50;
const newZone: ZoneDraft = {
	everywhere: false,
	countries: [],
	first: '',
	further: '',
	free_over: '',
	days_min: '',
	days_max: '',
};

/** A shop's first profile begins with its own country. */
export function firstDraft(country: string): ProfileDraft {
	const zone = { ...newZone, countries: country ? [country] : [] };
	return { name: '', is_default: false, version: '', zones: [zone, { ...newZone, everywhere: true }] };
}

export function draftOf(profile: ShippingProfileView): ProfileDraft {
	return {
		name: profile.name,
		is_default: profile.is_default,
		version: String(profile.version),
		zones: profile.zones.map((zone) => ({
			everywhere: zone.countries === null,
			countries: zone.countries ?? [],
			first: amountInput(zone.first),
			further: amountInput(zone.further),
			free_over: zone.free_over ? amountInput(zone.free_over) : '',
			days_min: String(zone.days_min),
			days_max: String(zone.days_max),
		})),
	};
}

/** What the form holds; what is chosen under "add" goes in with it. */
export function readDraft(form: FormData): ProfileDraft {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const zones: ZoneDraft[] = [];
	for (let at = 0; at < MOST_READ && form.has(`zones.${at}.first`); at++) {
		const of = (field: string) => text(`zones.${at}.${field}`);
		zones.push({
			everywhere: of('where') === 'everywhere',
			countries: [
				...new Set(form.getAll(`zones.${at}.countries`).filter((value) => typeof value === 'string')),
			],
			first: of('first'),
			further: of('further'),
			free_over: of('free_over'),
			days_min: of('days_min'),
			days_max: of('days_max'),
		});
	}
	zones.forEach((zone, at) => {
		const chosen = text(`zones.${at}.add`);
		const named = new Set(zones.flatMap((other) => other.countries));
		const added = COUNTRY_GROUPS[chosen]?.countries ?? (chosen ? [chosen] : []);
		zone.countries = [...zone.countries, ...added.filter((country) => !named.has(country))];
	});
	return {
		name: text('name'),
		is_default: form.has('is_default'),
		version: text('version'),
		zones,
	};
}

/** The form's own buttons: `add` has been done by reading it. */
export function redraw(draft: ProfileDraft, deed: string): ProfileDraft {
	const dropped = /^drop\.(\d{1,2})$/.exec(deed)?.[1];
	if (dropped !== undefined)
		return { ...draft, zones: draft.zones.filter((_, at) => at !== Number(dropped)) };
	return deed === 'zone' ? { ...draft, zones: [...draft.zones, { ...newZone }] } : draft;
}

/** @throws {Refusal} invalid_input, with every field that is wrong at once */
export function inputOf(draft: ProfileDraft, currency: string): ShippingProfileInput {
	const errors: FieldErrors = {};
	const amount = (text: string, field: string): number => {
		const found = parseMoney(text, currency);
		if (found === null) errors[field] = 'Write the amount like 4.50';
		return found ?? 1;
	};
	const days = (text: string, field: string): number => {
		if (!/^\d{1,3}$/.test(text.trim())) errors[field] = 'Write days like 3';
		return Number(text);
	};
	const zones = draft.zones.map((zone, at) => {
		const of = (field: string) => `zones.${at}.${field}`;
		if (!zone.everywhere && zone.countries.length === 0)
			errors[of('countries')] = 'Add a country, or choose everywhere else';
		return {
			countries: zone.everywhere ? null : zone.countries,
			first: amount(zone.first, of('first')),
			further: amount(zone.further, of('further')),
			free_over: zone.free_over.trim() ? amount(zone.free_over, of('free_over')) : null,
			days_min: days(zone.days_min, of('days_min')),
			days_max: days(zone.days_max, of('days_max')),
		};
	});
	const version = /^\d{1,9}$/.test(draft.version) ? { version: Number(draft.version) } : {};
	if (!draft.name.trim()) errors['name'] = 'Fill this in';
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	const { name, is_default } = draft;
	return checkInput(shippingProfileInput, { name, is_default, zones, ...version });
}
