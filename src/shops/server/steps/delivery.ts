/**
 * Invariant: a shop that has profiles has exactly one default among them. Lock: the shop's row, which `tellOfShop` also
 * raises the version of.
 */
import { sql } from 'kysely';
import { newId } from '#lib/ids.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { amountIn } from '../../amount-input.ts';
import type { ShippingProfileInput } from '../../delivery-schema.ts';

/**
 * Writes a profile of a shop that the caller has locked: a new one, or `profileId` with all its zones anew. The first is the
 * default; the default stays it until another takes its place.
 * @returns its id
 * @throws {Refusal} invalid_input for an amount in another currency than the shop's
 */
export async function writeShippingProfile(
	tx: Tx,
	shop: { id: string; currency: string },
	input: ShippingProfileInput,
	profileId?: string,
): Promise<string> {
	const zones = zoneRows(input, shop.currency);
	const now = sql<Date>`now(3)`;
	const before = await tx
		.selectFrom('shipping_profiles')
		.select('id')
		.where('shop_id', '=', shop.id)
		.where('is_default', '=', 1)
		.executeTakeFirst();
	const isDefault = !before || before.id === profileId || input.is_default;
	if (before && isDefault && before.id !== profileId) await setDefault(tx, before.id, null);
	const id = profileId ?? newId();
	const row = { name: input.name, is_default: isDefault ? 1 : null, updated_at: now };
	if (profileId) {
		await tx
			.updateTable('shipping_profiles')
			.set({ ...row, version: sql`version + 1` })
			.where('id', '=', id)
			.execute();
		await tx.deleteFrom('shipping_zones').where('profile_id', '=', id).execute();
	} else {
		await tx
			.insertInto('shipping_profiles')
			.values({ ...row, id, shop_id: shop.id, created_at: now })
			.execute();
	}
	await tx
		.insertInto('shipping_zones')
		.values(zones.map((zone, position) => ({ ...zone, profile_id: id, position })))
		.execute();
	return id;
}

export async function setDefault(tx: Tx, profileId: string, mark: 1 | null): Promise<void> {
	await tx.updateTable('shipping_profiles').set({ is_default: mark }).where('id', '=', profileId).execute();
}

function zoneRows({ zones }: ShippingProfileInput, currency: string) {
	const errors: FieldErrors = {};
	const amount = (
		at: number,
		field: string,
		value: ShippingProfileInput['zones'][number]['first'],
	): number => {
		const found = amountIn(currency, value);
		if (found === null) errors[`zones.${at}.${field}`] = `This shop sells in ${currency}`;
		return found ?? 0;
	};
	const rows = zones.map((zone, at) => ({
		countries: zone.countries?.toSorted().join(' ') ?? null,
		first_amount: amount(at, 'first', zone.first),
		further_amount: amount(at, 'further', zone.further),
		free_over_amount: zone.free_over === null ? null : amount(at, 'free_over', zone.free_over),
		days_min: zone.days_min,
		days_max: zone.days_max,
	}));
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	return rows;
}
