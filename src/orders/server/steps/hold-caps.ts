/**
 * How much of one thing a buyer, and a network, may keep from everybody else without buying it. A cap that is met is said, with
 * when it ends. Counted from the holds themselves, so an emptied Redis forgets nothing.
 */
import { sql } from 'kysely';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { currentContext } from '#lib/server/context.ts';
import type { Tx } from '#lib/server/db.ts';
import { env } from '#lib/server/env.ts';
import { partyOf } from '#lib/server/rate-limit.ts';

/** A buyer may hold one variant unbought for this long … */
const MOST_SECONDS = 45 * 60;
/** … within this long. */
const WINDOW_SECONDS = 2 * 3_600;

type Wanted = { variantId: string; quantity: number; title: string };

/** The network that is asking; null for the market's own scripts. */
export function askingNetwork(): string | null {
	const address = currentContext()?.address;
	return address ? partyOf(address) : null;
}

/**
 * @param wanted in the order they were asked for; errors name them `items.0.quantity` …
 * @param insteadOf the buyer's checkout that ends with this one
 * @throws {Refusal} hold_cap
 */
export async function refuseHoarding(
	tx: Tx,
	wanted: Wanted[],
	{ buyerId, insteadOf }: { buyerId: string; insteadOf?: string | undefined },
): Promise<void> {
	const ids = [...new Set(wanted.map((item) => item.variantId))];
	const network = askingNetwork();
	const [own, near, spent] = await Promise.all([
		heldPieces(tx, ids, { buyerId, insteadOf }),
		network ? heldPieces(tx, ids, { network, insteadOf }) : new Map<string, number>(),
		secondsHeld(tx, ids, buyerId),
	]);
	const errors: FieldErrors = {};
	const sums = new Map<string, number>();
	wanted.forEach((item, at) => {
		const { variantId: id, quantity, title } = item;
		const sum = (sums.get(id) ?? 0) + quantity;
		sums.set(id, sum);
		const field = `items.${at}.quantity`;
		const [most, mostNear] = [env.HOLD_MOST_PER_BUYER, env.HOLD_MOST_PER_ADDRESS].map((cap) =>
			Math.ceil(cap * env.RATE_LIMIT_FACTOR),
		) as [number, number];
		if (sum + (own.get(id) ?? 0) > most)
			errors[field] = `One buyer may hold at most ${most} of “${title}” at once`;
		else if (sum + (near.get(id) ?? 0) > mostNear)
			errors[field] = `From one network at most ${mostNear} of “${title}” may be held at once`;
		else if ((spent.get(id) ?? 0) >= MOST_SECONDS * env.RATE_LIMIT_FACTOR)
			errors[field] =
				`You have held “${title}” for a long time without buying it; let others have a chance for an hour or two`;
	});
	if (Object.keys(errors).length > 0) throw new Refusal('hold_cap', { errors });
}

async function heldPieces(
	tx: Tx,
	variantIds: string[],
	by: ({ buyerId: string } | { network: string }) & { insteadOf?: string | undefined },
): Promise<Map<string, number>> {
	let query = tx
		.selectFrom('checkouts')
		.innerJoin('holds', 'holds.checkout_id', 'checkouts.id')
		.select(({ fn }) => ['holds.variant_id', fn.sum<string>('holds.quantity').as('pieces')])
		.where('holds.status', '=', 'active')
		.where('holds.variant_id', 'in', variantIds)
		.where('checkouts.created_at', '>', sql<Date>`date_sub(now(3), interval ${WINDOW_SECONDS} second)`)
		.groupBy('holds.variant_id');
	query =
		'buyerId' in by
			? query.where('checkouts.user_id', '=', by.buyerId)
			: query.where('checkouts.address', '=', by.network);
	if (by.insteadOf) query = query.where('checkouts.id', '<>', by.insteadOf);
	return new Map((await query.execute()).map((row) => [row.variant_id, Number(row.pieces)]));
}

/** For how long the buyer has lately held each variant in checkouts that came to nothing. */
async function secondsHeld(tx: Tx, variantIds: string[], buyerId: string): Promise<Map<string, number>> {
	const rows = await tx
		.selectFrom('checkouts')
		.innerJoin('holds', 'holds.checkout_id', 'checkouts.id')
		.select('holds.variant_id')
		.select(sql<string>`sum(timestampdiff(second, holds.created_at, holds.ended_at))`.as('seconds'))
		.where('checkouts.user_id', '=', buyerId)
		.where('checkouts.status', 'in', ['left', 'expired'])
		.where('checkouts.created_at', '>', sql<Date>`date_sub(now(3), interval ${WINDOW_SECONDS} second)`)
		.where('holds.variant_id', 'in', variantIds)
		.where('holds.ended_at', 'is not', null)
		.groupBy('holds.variant_id')
		.execute();
	return new Map(rows.map((row) => [row.variant_id, Number(row.seconds)]));
}
