/** Reads of baskets. A guest's cookie whose id has become a member's finds an empty one. */
import { isGuest, type Shopper } from '#accounts/actor.ts';
import { guestStands } from '#accounts/server/queries.ts';
import { variantsInBaskets } from '#catalog/server/queries/variants-in-baskets.ts';
import { productUrl } from '#catalog/product-url.ts';
import { heldByCheckout, stockOfVariants } from '#inventory/server/queries.ts';
import { db, type Tx } from '#lib/server/db.ts';
import { arrange, withCount, type BasketLine, type BasketView } from '../../basket.ts';
import { openCheckoutOf } from './open-checkout.ts';

export type BasketState = { version: number; pieces: number; lines: BasketLine[] };

/** Everything in a basket and saved for later, with prices and counts as they are now, in the order it was put in. */
export async function basketState(shopper: Shopper | null): Promise<BasketState> {
	if (!shopper || !(await opens(shopper))) return { version: 0, pieces: 0, lines: [] };
	const basket = await db
		.selectFrom('baskets')
		.select('version')
		.where('owner_id', '=', shopper.id)
		.executeTakeFirst();
	const rows = basket ? await linesOf(shopper.id) : [];
	const ids = rows.map((row) => row.variant_id);
	const [things, counts, own] = await Promise.all([
		variantsInBaskets(ids),
		stockOfVariants(ids),
		ids.length > 0 ? ownHolds(shopper) : new Map<string, number>(),
	]);
	const stock = new Map(counts.map((row) => [row.variant_id, row]));
	const lines = rows.flatMap((row): BasketLine[] => {
		const thing = things.get(row.variant_id);
		if (!thing) return [];
		const count = stock.get(row.variant_id);
		const ownHeld = own.get(row.variant_id) ?? 0;
		const before = { amount: row.seen_amount, currency: row.seen_currency };
		const changed = before.amount !== thing.price.amount || before.currency !== thing.price.currency;
		const line: BasketLine = {
			variant_id: row.variant_id,
			product_id: thing.productId,
			title: thing.title,
			url: thing.onSale ? productUrl({ id: thing.productId, slug: thing.slug }) : null,
			options: thing.options,
			picture: thing.picture,
			shop: thing.shop,
			quantity: row.quantity,
			saved: row.saved_for_later === 1,
			price: thing.price,
			price_before: changed && thing.onSale ? before : null,
			available: 0,
			held: Math.max(0, (count?.held ?? 0) - ownHeld),
			own_held: ownHeld,
			stock_version: count?.version ?? 0,
			trouble: null,
			total: thing.price,
			added_at: row.added_at.toISOString(),
		};
		return [withCount(line, thing.onSale ? (count?.available ?? 0) + ownHeld : null)];
	});
	return { version: basket?.version ?? 0, pieces: piecesOf(rows), lines };
}

/** Which products somebody has in the basket or saved, in no order. */
export async function productsInBasket(ownerId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('basket_lines')
		.innerJoin('variants', 'variants.id', 'basket_lines.variant_id')
		.select('variants.product_id')
		.distinct()
		.where('basket_lines.owner_id', '=', ownerId)
		.execute();
	return rows.map((row) => row.product_id);
}

/** The basket as the wire tells it: by currency and by shop. */
export async function readBasket(shopper: Shopper | null): Promise<BasketView> {
	const { version, pieces, lines } = await basketState(shopper);
	return { version, pieces, ...arrange(lines) };
}

/** How many pieces somebody's basket holds, for the head of every page. */
export async function countBasket(shopper: Shopper): Promise<number> {
	return (await opens(shopper)) ? await basketPieces(shopper.id) : 0;
}

export async function basketPieces(ownerId: string, on: Tx | typeof db = db): Promise<number> {
	const row = await on
		.selectFrom('basket_lines')
		.select((eb) => eb.fn.sum<string | null>('quantity').as('pieces'))
		.where('owner_id', '=', ownerId)
		.where('saved_for_later', '=', 0)
		.executeTakeFirst();
	return Number(row?.pieces ?? 0);
}

/** What a checkout of this basket would be made of, without what is saved for later. */
export async function linesToBuy(
	ownerId: string,
	on: Tx | typeof db = db,
): Promise<{ variantId: string; quantity: number }[]> {
	return (await linesOf(ownerId, on))
		.filter((row) => row.saved_for_later === 0)
		.map((row) => ({ variantId: row.variant_id, quantity: row.quantity }));
}

/** One's own open checkout never makes one's own basket short. */
async function ownHolds(shopper: Shopper): Promise<Map<string, number>> {
	const open = await openCheckoutOf(shopper);
	return open ? await heldByCheckout(db, open.id) : new Map<string, number>();
}

async function linesOf(ownerId: string, on: Tx | typeof db = db) {
	return await on
		.selectFrom('basket_lines')
		.selectAll()
		.where('owner_id', '=', ownerId)
		.orderBy('added_at')
		.orderBy('id')
		.execute();
}

const piecesOf = (rows: { quantity: number; saved_for_later: number }[]) =>
	rows.reduce((sum, row) => sum + (row.saved_for_later ? 0 : row.quantity), 0);

async function opens(shopper: Shopper): Promise<boolean> {
	return !isGuest(shopper) || (await guestStands(shopper.id));
}
