/**
 * Every expected "no", with the HTTP status it becomes. The code is stable and part of the API; the title is for people.
 */
export const refusals = {
	invalid_input: { status: 422, title: 'Some fields need attention' },
	malformed_body: { status: 400, title: 'The request body could not be read' },
	bad_signature: { status: 400, title: 'The signature does not fit' },
	unsupported_media_type: { status: 415, title: 'Send application/json' },
	body_too_large: { status: 413, title: 'The request body is too large' },
	not_signed_in: { status: 401, title: 'Please sign in' },
	wrong_credentials: { status: 401, title: 'Email or password is wrong' },
	suspended: { status: 403, title: 'This account is suspended' },
	forbidden: { status: 403, title: 'You may not do this' },
	cross_site: { status: 403, title: 'The request came from another site' },
	not_found: { status: 404, title: 'There is nothing here' },
	method_not_allowed: { status: 405, title: 'This address does not take that method' },
	gone: { status: 410, title: 'This link has been used or has expired' },
	sold_out: { status: 409, title: 'Not enough left' },
	hold_cap: { status: 409, title: 'That is more than may be held at once' },
	checkout_ended: { status: 409, title: 'This checkout has ended' },
	price_changed: { status: 409, title: 'Something changed since you saw it' },
	stale: { status: 409, title: 'Somebody changed this meanwhile' },
	not_possible: { status: 409, title: 'That is not possible any more' },
	in_progress: { status: 409, title: 'The same request is still being worked on' },
	key_reused: { status: 422, title: 'This Idempotency-Key was used with another body' },
	own_product: { status: 422, title: 'You cannot buy from your own shop' },
	coupon_not_valid: { status: 422, title: 'This coupon is not taken' },
	not_sent_there: { status: 422, title: 'Not every shop sends there' },
	too_many_requests: { status: 429, title: 'Too many requests, please wait' },
	busy: { status: 503, title: 'The market is very busy, please try again' },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof refusals;

/** Field path (`items.0.quantity`) to what is wrong with it. */
export type FieldErrors = Record<string, string>;

export type RefusalData = {
	detail?: string;
	errors?: FieldErrors;
	/** Seconds after which trying again makes sense. */
	retry_after?: number;
	[safe: string]: unknown;
};

/**
 * Thrown for an expected "no". `data` is shown to whoever asked: put nothing in it that they may not see.
 * Anything else that is thrown is a bug of ours.
 */
export class Refusal extends Error {
	readonly code: RefusalCode;
	readonly data: RefusalData;

	constructor(code: RefusalCode, data: RefusalData = {}) {
		super(data.detail ?? refusals[code].title);
		this.name = 'Refusal';
		this.code = code;
		this.data = data;
	}

	get status(): number {
		return refusals[this.code].status;
	}
}
