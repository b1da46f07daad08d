/**
 * Tells everybody who waits for something that it can be bought again.
 *
 * Invariant: an alert either waits (`waiting` = 1) or was told once: the bell's row, the letter's chore and the end of the
 * waiting are one transaction. Lock: the alerts' rows, skipping those that another worker is telling. What is sold out again
 * by then is told to nobody, and they go on waiting.
 */
import { sql } from 'kysely';
import { waresOfProducts, type Ware } from '#catalog/server/queries/wares-of-products.ts';
import { addChores } from '#events/server/chores.ts';
import { currentContext } from '#lib/server/context.ts';
import { db, transaction } from '#lib/server/db.ts';
import { ring } from './steps.ts';

const AT_ONCE = 100;

/** Safe to run twice. */
export async function tellWaiting({ product_ids: productIds }: { product_ids: string[] }): Promise<void> {
	for (const ware of (await waresOfProducts(productIds)).filter(isFree))
		while ((await tellSome(ware)) === AT_ONCE);
}

/** Clockwork: whatever came free without an event that names it, such as a shop that opened again. */
export async function tellAllWaiting(): Promise<void> {
	const waited = await db
		.selectFrom('stock_alerts')
		.innerJoin('stock', 'stock.variant_id', 'stock_alerts.variant_id')
		.select('stock_alerts.product_id')
		.distinct()
		.where('waiting', '=', 1)
		.whereRef('stock.on_hand', '>', 'stock.held')
		.limit(1_000)
		.execute();
	for (const { product_id } of waited) await tellWaiting({ product_ids: [product_id] });
}

/** Clears away what was told a month ago, and the waiting of those who have left. */
export async function sweepStockAlerts(): Promise<void> {
	await db
		.deleteFrom('stock_alerts')
		.where((eb) =>
			eb.or([
				eb('told_at', '<', sql<Date>`date_sub(now(3), interval 30 day)`),
				eb('user_id', 'in', eb.selectFrom('users').select('id').where('status', '=', 'deleted')),
			]),
		)
		.execute();
}

const isFree = (ware: Ware) => ware.shown && ware.available > 0;

async function tellSome({ product_id, variant_id }: Ware): Promise<number> {
	return await transaction(async (tx) => {
		const alerts = await tx
			.selectFrom('stock_alerts')
			.select(['id', 'user_id'])
			.where('variant_id', '=', variant_id)
			.where('waiting', '=', 1)
			.where('user_id', 'in', (eb) => eb.selectFrom('users').select('id').where('status', '=', 'active'))
			.orderBy('id')
			.limit(AT_ONCE)
			.forUpdate()
			.skipLocked()
			.execute();
		if (alerts.length === 0) return 0;
		const ware = (await waresOfProducts([product_id], tx)).find((one) => one.variant_id === variant_id);
		if (!ware || !isFree(ware)) return 0;
		for (const alert of alerts)
			await ring(tx, {
				userId: alert.user_id,
				kind: 'stock.freed',
				subjectId: alert.id,
				title: `${wareName(ware)} can be bought again`,
				body: `${ware.available === 1 ? 'There is one' : `There are ${ware.available}`} at ${ware.shop.name}. It is held for you when you check out, not before.`,
				href: ware.url,
			});
		await tx
			.updateTable('stock_alerts')
			.set({ waiting: null, told_at: sql<Date>`now(3)` })
			.where(
				'id',
				'in',
				alerts.map((alert) => alert.id),
			)
			.execute();
		await addChores(
			tx,
			alerts.map(({ id }) => ({ kind: 'send-stock-alert', ref: id, data: { alert_id: id } })),
			currentContext()?.requestId ?? null,
		);
		return alerts.length;
	});
}

/** "Celadon bowl (Sea blue)". */
export function wareName({ name, options }: Pick<Ware, 'name' | 'options'>): string {
	const choice = Object.values(options).join(' · ');
	return choice ? `${name} (${choice})` : name;
}
