import { sql } from 'kysely';
import type { EventData } from '#events/catalogue.ts';
import { record, type NewEvent } from '#events/server/record.ts';
import type { Tx } from '#lib/server/db.ts';

type Type =
	| 'shop.changed'
	| 'shop.delivery_changed'
	| 'staff.invited'
	| 'staff.joined'
	| 'staff.role_changed'
	| 'staff.left';
type Common = 'user_id' | 'name' | 'slug';

/** What happened to a shop, without what every event of a shop says. */
export type AboutShop = { [T in Type]: { type: T } & Omit<EventData<T>, Common> }[Type];

/** Raises the shop's version (its row is locked by this) and tells what was done with it. */
export async function tellOfShop(tx: Tx, shopId: string, { type, ...rest }: AboutShop): Promise<void> {
	await tx
		.updateTable('shops')
		.set({ version: sql`version + 1` })
		.where('id', '=', shopId)
		.execute();
	const { version, ...data } = await tx
		.selectFrom('shops')
		.select(['user_id', 'name', 'slug', 'version'])
		.where('id', '=', shopId)
		.executeTakeFirstOrThrow();
	await record(tx, { type, id: shopId, version, data: { ...data, ...rest } } as NewEvent);
}
