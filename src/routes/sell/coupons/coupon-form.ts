/** A coupon's form as people fill it in, turned into what the command takes. */
import { z } from 'zod';
import { checkInput } from '#lib/check-input.ts';
import { instantOf } from '#lib/local-time.ts';
import { parseMoney } from '#lib/money.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { couponInput, type CouponInput } from '#shops/coupon-schema.ts';
import { COUPON_KINDS } from '#shops/coupon.ts';

const text = z.string().max(60);

export const couponFields = z.strictObject({
	code: text,
	kind: z.enum(COUPON_KINDS, 'Choose what it does'),
	value: text.default(''),
	minimum: text.default(''),
	starts_at: text.default(''),
	ends_at: text.default(''),
	/** The time zone that the two are written in. */
	zone: text.default('UTC'),
	max_uses: text.default(''),
	max_uses_per_buyer: text.default(''),
});

/** @throws {Refusal} invalid_input, with every field that is wrong at once */
export function readCoupon(fields: z.infer<typeof couponFields>, currency: string): CouponInput {
	const errors: FieldErrors = {};
	const read = <T>(
		field: keyof typeof fields,
		parse: (text: string) => T | null,
		fix: string,
	): T | undefined => {
		const typed = fields[field].trim();
		if (!typed) return undefined;
		const found = parse(typed);
		if (found === null) errors[field] = fix;
		return found ?? undefined;
	};
	const amount = (typed: string) => parseMoney(typed, currency);
	const time = (typed: string) => instantOf(typed, fields.zone)?.toISOString() ?? null;
	const times = (typed: string) => (/^\d{1,7}$/.test(typed) ? Number(typed) : null);
	const percent = fields.kind === 'percent';
	const value =
		fields.kind === 'free_shipping'
			? undefined
			: read(
					'value',
					percent ? basisPoints : amount,
					percent ? 'Write a percentage like 10' : 'Write the amount like 5.00',
				);
	const minimum = read('minimum', amount, 'Write the amount like 25.00') ?? 0;
	const starts_at = read('starts_at', time, 'Write a date and a time');
	const ends_at = read('ends_at', time, 'Write a date and a time') ?? null;
	const max_uses = read('max_uses', times, 'Write a whole number such as 50') ?? null;
	const max_uses_per_buyer = read('max_uses_per_buyer', times, 'Write a whole number such as 1') ?? null;
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	const { code, kind } = fields;
	return checkInput(couponInput, {
		code,
		kind,
		minimum,
		ends_at,
		max_uses,
		max_uses_per_buyer,
		...(value !== undefined && { value }),
		...(starts_at !== undefined && { starts_at }),
	});
}

/** "12.5" or "12,5 %" in hundredths of a percent, from more than 0 to 100. */
function basisPoints(typed: string): number | null {
	const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(typed);
	if (!match) return null;
	const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
	return points >= 1 && points <= 10_000 ? points : null;
}
