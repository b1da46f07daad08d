/** How a maker writes a shipping profile, and what the API answers of one. */
import { z } from 'zod';
import { COUNTRY_CODES } from '#lib/countries.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { textLine } from '#lib/text.ts';
import { amountInput } from './amount-input.ts';
import type { ShippingProfileView } from './delivery.ts';

export const MOST_PROFILES = 20;
export const MOST_ZONES = 20;
const MOST_DAYS = 120;

const country = z
	.string('Give a country’s two letters')
	.refine((code) => COUNTRY_CODES.includes(code), 'Give a country’s two letters, such as BE');
const days = z.int('Give whole days').min(0, 'At least 0').max(MOST_DAYS, `At most ${MOST_DAYS}`);

const zoneInput = z.strictObject({
	countries: z
		.array(country)
		.min(1, 'Choose at least one country')
		.max(COUNTRY_CODES.length, 'A country stands here twice')
		.nullable()
		.describe('null: everywhere that no other zone names'),
	first: amountInput(0),
	further: amountInput(0).describe('Each further piece of the same parcel'),
	free_over: amountInput(1)
		.nullable()
		.default(null)
		.describe('Free once the shop’s items, after discount, come to this'),
	days_min: days,
	days_max: days,
});

export const shippingProfileInput = z
	.strictObject({
		name: textLine(1, 80),
		is_default: z.boolean().default(false),
		zones: z
			.array(zoneInput)
			.min(1, 'Say at least one place that you send to')
			.max(MOST_ZONES, `At most ${MOST_ZONES} zones`),
		version: z.int().min(1).optional().describe('When given, nothing is written if it has changed meanwhile'),
	})
	.superRefine(({ zones }, context) => {
		const wrong = (at: number, field: string, message: string) =>
			context.addIssue({ code: 'custom', path: ['zones', at, field], message });
		const named = new Set<string | null>();
		zones.forEach((zone, at) => {
			for (const place of zone.countries ?? [null]) {
				if (named.has(place))
					wrong(at, 'countries', place ? `${place} is named twice` : 'Only one zone can be everywhere else');
				named.add(place);
			}
			if (zone.days_max < zone.days_min) wrong(at, 'days_max', 'At least as many days as the fewest');
		});
	});
export type ShippingProfileInput = z.infer<typeof shippingProfileInput>;

const money = z.object({ amount: z.int(), currency: z.string() });

export const shippingProfileSchema = z.object({
	id: z.string(),
	name: z.string(),
	is_default: z.boolean().describe('Of products that name no profile'),
	version: z.int(),
	zones: z.array(
		z.object({
			countries: z.array(z.string()).nullable(),
			first: money,
			further: money,
			free_over: money.nullable(),
			days_min: z.int(),
			days_max: z.int(),
		}),
	),
}) satisfies z.ZodType<ShippingProfileView>;

export const shippingProfileParams = z.strictObject({ id: z.string().regex(ID_PATTERN) });
