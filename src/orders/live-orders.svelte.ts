/**
 * Orders as they move under the reader's eyes: what the server rendered, and on top of it what the stream has told since.
 * An event of a version that is known already changes nothing, so state and replay may overlap.
 */
import type { LogEvent } from '#events/catalogue.ts';
import type { OrderStatus, OrderStep, OrderView } from './order.ts';

type OrderEvent = Extract<LogEvent, { type: `order.${string}` }>;
const isOrderEvent = (event: LogEvent): event is OrderEvent => event.type.startsWith('order.');

/** One order's page. `reload` fetches what an event does not carry: the parcel's code, why a card was declined. */
export class LiveOrder {
	#told = $state<OrderStep[]>([]);
	readonly #rendered: () => OrderView;
	readonly #reload: () => void;

	constructor(rendered: () => OrderView, reload: () => void) {
		this.#rendered = rendered;
		this.#reload = reload;
	}

	get now(): OrderView {
		const order = this.#rendered();
		const fresh = this.#told.filter((step) => step.n > order.version);
		const last = fresh.at(-1);
		if (!last) return order;
		// What may be done next is the server's to say: nothing, until it has.
		return {
			...order,
			status: last.to,
			version: last.n,
			history: [...order.history, ...fresh],
			allowed: [],
		};
	}

	take(event: LogEvent): void {
		const { status, version, user_id } = this.now;
		if (isOrderEvent(event) && event.entity_version > version) {
			this.#told.push({
				n: event.entity_version,
				from: status,
				to: event.data.status as OrderStatus,
				by: event.actor_id === null ? 'market' : event.actor_id === user_id ? 'buyer' : 'seller',
				reason: event.data.reason ?? null,
				at: event.at,
			});
		}
		this.#reload();
	}
}

/** A list of orders: where each stands now, and which ones came while the reader was busy further down. */
export class LiveOrderList {
	// Replaced, never changed: a reactive map costs every page its code.
	#known = $state.raw<Readonly<Record<string, { status: OrderStatus; version: number }>>>({});
	#arrived = $state.raw<readonly string[]>([]);

	statusOf(order: { id: string; status: OrderStatus; version: number }): OrderStatus {
		const known = this.#known[order.id];
		return known && known.version > order.version ? known.status : order.status;
	}

	/** Takes an event; answers the order's id when it is one of `arrivals` that the list does not show yet. */
	take(event: LogEvent, arrivals: OrderEvent['type'], listed: readonly { id: string }[]): string | null {
		if (!isOrderEvent(event)) return null;
		const { order_id: id, version } = event.data;
		const known = this.#known[id];
		if (!known || known.version < version)
			this.#known = { ...this.#known, [id]: { status: event.data.status as OrderStatus, version } };
		if (event.type !== arrivals || this.#arrived.includes(id) || listed.some((order) => order.id === id))
			return null;
		this.#arrived = [...this.#arrived, id];
		return id;
	}

	/** How many came that the list does not show yet. */
	waiting(listed: readonly { id: string }[]): number {
		return this.#arrived.filter((id) => !listed.some((order) => order.id === id)).length;
	}
}
