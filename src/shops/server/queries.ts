import { db, type Tx } from '#lib/server/db.ts';
import { SLUG_PATTERN } from '#lib/slug.ts';
import { shopUrl, type ShopStatus, type ShopView } from '../shop.ts';

/** A shop with what only its owner and the market need to know. */
export type OwnShop = ShopView & { userId: string; status: ShopStatus; version: number };

const shops = (on: Tx | typeof db) =>
	on
		.selectFrom('shops')
		.select([
			'id',
			'user_id',
			'slug',
			'name',
			'tagline',
			'story',
			'town',
			'country',
			'colour_a',
			'colour_b',
			'currency',
			'status',
			'version',
			'created_at',
		]);

type Row = Awaited<ReturnType<ReturnType<typeof shops>['execute']>>[number];

/** The member's shop, whatever its state, or null. */
export async function shopOfUser(userId: string, on: Tx | typeof db = db): Promise<OwnShop | null> {
	const row = await shops(on).where('user_id', '=', userId).executeTakeFirst();
	return row ? toShop(row) : null;
}

/** An open shop of an active maker by its address, or null. */
export async function shopBySlug(slug: string): Promise<OwnShop | null> {
	if (!SLUG_PATTERN.test(slug)) return null;
	const row = await shops(db)
		.where('slug', '=', slug)
		.where('status', '=', 'open')
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('users')
					.select('users.id')
					.whereRef('users.id', '=', 'shops.user_id')
					.where('users.status', '=', 'active'),
			),
		)
		.executeTakeFirst();
	return row ? toShop(row) : null;
}

/** Open shops of active makers, the newest first: the band of stalls on the home page. */
export async function openShops(limit: number): Promise<OwnShop[]> {
	const rows = await shops(db)
		.where('status', '=', 'open')
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('users')
					.select('users.id')
					.whereRef('users.id', '=', 'shops.user_id')
					.where('users.status', '=', 'active'),
			),
		)
		.orderBy('created_at', 'desc')
		.limit(limit)
		.execute();
	return rows.map(toShop);
}

/** Shops by id, whatever their state; those that do not exist are left out. */
export async function shopsByIds(
	ids: readonly string[],
	on: Tx | typeof db = db,
): Promise<Map<string, OwnShop>> {
	if (ids.length === 0) return new Map();
	const rows = await shops(on)
		.where('id', 'in', [...new Set(ids)])
		.execute();
	return new Map(rows.map((row) => [row.id, toShop(row)]));
}

function toShop(row: Row): OwnShop {
	return {
		id: row.id,
		slug: row.slug,
		url: shopUrl(row),
		name: row.name,
		tagline: row.tagline,
		story: row.story,
		town: row.town,
		country: row.country,
		colours: [row.colour_a, row.colour_b],
		currency: row.currency,
		opened_at: row.created_at.toISOString(),
		userId: row.user_id,
		status: row.status as ShopStatus,
		version: row.version,
	};
}

/** Where the shop is paid out; for its owner alone. */
export async function payoutAccountOf(shopId: string): Promise<string | null> {
	const row = await db
		.selectFrom('shops')
		.select('payout_account')
		.where('id', '=', shopId)
		.executeTakeFirst();
	return row?.payout_account ?? null;
}

/** What anybody may see of it. */
export function publicShop({ userId: _, status: __, version: ___, ...shop }: OwnShop): ShopView {
	return shop;
}
