/** What a shop's coupon is. It takes off from the items of its shop alone, or pays their delivery. */
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
