import { claimStock, type HoldTerms, type StockLine } from '#inventory/server/steps/holds.ts';
import { Refusal } from '#lib/refusal.ts';
import { isDuplicate, type Tx } from '#lib/server/db.ts';

const MOST_TRIES = 4;

/** Somebody took what was there between the look and the claim. */
class Raced extends Error {}

/**
 * Claims what `fitToStock` has just seen, last before COMMIT. Who loses a race is not told that it is sold out, since a hold may
 * have run out that nobody has looked at yet: `lookAgain` begins anew.
 */
export async function claimSeen(tx: Tx, lines: StockLine[], terms: HoldTerms): Promise<void> {
	try {
		await claimStock(tx, lines, terms);
	} catch (error) {
		throw error instanceof Refusal ? new Raced('somebody was quicker') : error;
	}
}

/**
 * Does `purchase`, a whole transaction, again when somebody was quicker in it.
 * @throws {Refusal} busy when somebody was quicker each time
 */
export async function lookAgain<T>(purchase: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await purchase();
		} catch (error) {
			// A duplicate: another tab of the same buyer has begun a checkout.
			if (!(error instanceof Raced || isDuplicate(error))) throw error;
			if (tries < MOST_TRIES) continue;
			throw error instanceof Raced ? new Refusal('busy', { retry_after: 1 }) : error;
		}
	}
}
