import type { LogEvent } from '#events/catalogue.ts';
import type { CouponView } from './coupon.ts';

/** How often coupons were used, as the shop's stream tells it over what the page was rendered with. */
export class LiveUses {
	#told = $state.raw<Readonly<Record<string, { used: number; version: number }>>>({});

	/** The coupon as it is now. */
	of(coupon: CouponView): CouponView {
		const told = this.#told[coupon.id];
		if (!told || told.version <= coupon.version) return coupon;
		const full = coupon.max_uses !== null && told.used >= coupon.max_uses;
		const state =
			coupon.state === 'running' || coupon.state === 'used_up'
				? full
					? 'used_up'
					: 'running'
				: coupon.state;
		return { ...coupon, ...told, state };
	}

	/** Takes a count in; answers false when the list itself has to be read again. */
	take(event: LogEvent): boolean {
		if (event.type !== 'coupon.redeemed' && event.type !== 'coupon.given_back')
			return event.type !== 'coupon.made' && event.type !== 'coupon.stopped';
		const { used } = event.data as { used: number };
		this.#told = { ...this.#told, [event.entity_id]: { used, version: event.entity_version } };
		return true;
	}
}
