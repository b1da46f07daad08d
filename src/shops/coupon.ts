/** What a shop's coupon is. It takes off from the items of its shop alone, or pays their delivery. */
import type { Money } from '#lib/money.ts';

export const COUPON_KINDS = ['percent', 'fixed', 'free_shipping'] as const;
export type CouponKind = (typeof COUPON_KINDS)[number];

/** What the price of a checkout depends on. */
export type CouponTerms = {
	id: string;
	code: string;
	kind: CouponKind;
	/** Basis points (1000 is 10 %) of `percent`, minor units of `fixed`, 0 of `free_shipping`. */
	value: number;
	/** What the shop's items must come to, before discount. */
	minimumAmount: number;
};

/** Codes are told apart without regard to case and outer space: "welcome10 " is "WELCOME10". */
export const codeKey = (code: string): string => code.trim().toUpperCase();

export const COUPON_STATES = ['running', 'not_yet', 'over', 'used_up', 'stopped'] as const;
export type CouponState = (typeof COUPON_STATES)[number];

/** Why a coupon is not taken. `unknown` is said of another shop's as well, so that nobody can tell them apart. */
export type CouponTrouble = Exclude<CouponState, 'running'> | 'unknown' | 'buyer';

export const COUPON_TROUBLES: Record<CouponTrouble, string> = {
	unknown: 'This shop has no such coupon',
	stopped: 'This coupon is not given any more',
	not_yet: 'This coupon does not hold yet',
	over: 'This coupon has ended',
	used_up: 'This coupon was used as often as it may be',
	buyer: 'You have used this coupon as often as one buyer may',
};

/** A coupon as its maker sees it. */
export type CouponView = {
	id: string;
	code: string;
	kind: CouponKind;
	value: number;
	minimum: Money;
	starts_at: string;
	ends_at: string | null;
	max_uses: number | null;
	max_uses_per_buyer: number | null;
	/** Purchases that it was counted for; those that ended unpaid are given back. */
	used: number;
	state: CouponState;
	version: number;
	created_at: string;
};
