import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { newId } from '#lib/ids.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { isDuplicate, type Tx } from '#lib/server/db.ts';
import { amountIn } from '../../amount-input.ts';
import type { CouponInput } from '../../coupon-schema.ts';
import { codeKey } from '../../coupon.ts';

/**
 * Writes a new coupon of a shop. Its window is kept by the database's clock.
 * @returns its id
 * @throws {Refusal} invalid_input for another currency, a window without length, or a code that the shop has had
 */
export async function addCoupon(
	tx: Tx,
	shop: { id: string; name: string; currency: string },
	input: CouponInput,
): Promise<string> {
	const errors: FieldErrors = {};
	const amount = (field: 'value' | 'minimum', given: NonNullable<CouponInput['value']>): number => {
		const found = amountIn(shop.currency, given);
		if (found === null) errors[field] = `This shop sells in ${shop.currency}`;
		return found ?? 0;
	};
	const value = input.value === undefined ? 0 : amount('value', input.value);
	const minimum = amount('minimum', input.minimum);
	const { now } = await tx.selectNoFrom(sql<Date>`now(3)`.as('now')).executeTakeFirstOrThrow();
	const startsAt = input.starts_at ? new Date(input.starts_at) : now;
	const endsAt = input.ends_at === null ? null : new Date(input.ends_at);
	if (startsAt.getTime() > LATEST) errors['starts_at'] = 'This is too far away';
	if (endsAt && endsAt.getTime() > LATEST) errors['ends_at'] = 'This is too far away';
	else if (endsAt && endsAt <= startsAt) errors['ends_at'] = 'It must end after it begins';
	else if (endsAt && endsAt <= now) errors['ends_at'] = 'This is past already';
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	const id = newId();
	try {
		await tx
			.insertInto('coupons')
			.values({
				id,
				shop_id: shop.id,
				code: input.code,
				code_key: codeKey(input.code),
				kind: input.kind,
				value,
				minimum_amount: minimum,
				starts_at: startsAt,
				ends_at: endsAt,
				max_uses: input.max_uses,
				max_uses_per_buyer: input.max_uses_per_buyer,
				created_at: now,
			})
			.execute();
	} catch (error) {
		if (!isDuplicate(error)) throw error;
		throw new Refusal('invalid_input', { errors: { code: 'You have given out this code before' } });
	}
	await record(tx, {
		type: 'coupon.made',
		id,
		version: 1,
		data: { shop_id: shop.id, shop_name: shop.name, code: input.code, used: 0, max_uses: input.max_uses },
	});
	return id;
}

/** Far beyond any sale, and within what the column holds. */
const LATEST = Date.UTC(2200, 0);
