/** How a maker writes a coupon, and what the API answers of one. */
import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';
import { amountInput } from './amount-input.ts';
import { COUPON_KINDS, COUPON_STATES, type CouponView } from './coupon.ts';

export const MOST_USES = 1_000_000;

const code = z
	.string('Write a code')
	.trim()
	.regex(/^[a-z0-9][a-z0-9-]{2,31}$/i, 'Use 3 to 32 letters, digits and -');
const instant = z.iso.datetime({ offset: true, error: 'Give a time as 2026-12-24T18:00:00Z' });
const times = z.int('Give a whole number').min(1, 'At least 1').max(MOST_USES, `At most ${MOST_USES}`);

/** A coupon's terms stay as they are made, so that nobody's is changed in their hand: stop it and make another. */
export const couponInput = z
	.strictObject({
		code,
		kind: z.enum(COUPON_KINDS, `One of ${COUPON_KINDS.join(', ')}`),
		value: amountInput(1)
			.optional()
			.describe('percent: basis points, 1000 is 10 %; fixed: an amount; free_shipping: left out'),
		minimum: amountInput(0).default(0).describe('What the shop’s items must come to, before discount'),
		starts_at: instant.optional().describe('Now, if not given'),
		ends_at: instant.nullable().default(null),
		max_uses: times.nullable().default(null),
		max_uses_per_buyer: times.nullable().default(null),
	})
	.superRefine((coupon, context) => {
		const wrong = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		const { kind, value } = coupon;
		if (kind === 'free_shipping' && value !== undefined) wrong('value', 'Free delivery needs no value');
		if (kind !== 'free_shipping' && value === undefined) wrong('value', 'Say how much it takes off');
		if (kind === 'percent' && value !== undefined && (typeof value !== 'number' || value > 10_000))
			wrong('value', 'Give basis points from 1 to 10000; 1000 is 10 %');
	});
export type CouponInput = z.infer<typeof couponInput>;

export const couponSchema = z.object({
	id: z.string(),
	code: z.string(),
	kind: z.enum(COUPON_KINDS),
	value: z.int(),
	minimum: z.object({ amount: z.int(), currency: z.string() }),
	starts_at: z.string(),
	ends_at: z.string().nullable(),
	max_uses: z.int().nullable(),
	max_uses_per_buyer: z.int().nullable(),
	used: z.int(),
	state: z.enum(COUPON_STATES),
	version: z.int().describe('Rises with every use'),
	created_at: z.string(),
}) satisfies z.ZodType<CouponView>;

export const couponParams = z.strictObject({ id: z.string().regex(ID_PATTERN) });
