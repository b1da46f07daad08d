import type { RawBuilder } from 'kysely';

/** One row that breaks a promise: whose it is, and how. */
export type Offender = { who: string; what: string };

/** What must be true of the database at any moment, as a query that finds whatever breaks it. */
export type Promise_ = {
	/**
	 * Family and number: S stock, O orders, F fulfilment, P payments, W what a provider tells, L ledger, C coupons, B baskets, E events,
	 * J chores, A accounts, D database.
	 */
	id: string;
	says: string;
	offenders: RawBuilder<Offender>;
	/** True only when nothing is under way; a running market is given this many seconds of grace. */
	settlesInSeconds?: number;
};
