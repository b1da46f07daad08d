/** A list of notifications that goes on by itself: what the page was rendered with, and what came since. */
import { listen } from '#realtime/live.svelte.ts';
import type { LogEvent } from '#events/catalogue.ts';
import type { BellSeed, NotificationView } from './notification.ts';

export class LiveNotifications {
	#seed: () => BellSeed;
	#stream: () => string;
	#came = $state<{ sseq: number; item: NotificationView }[]>([]);
	#readUpTo = $state('');

	/** Newest first. */
	items = $derived.by(() => {
		const { items, cursors } = this.#seed();
		const known = (id: string) => items.some((item) => item.id === id);
		const fresh = this.#came
			// What the server had already told when it rendered is in its list, or too old for it.
			.filter(({ sseq, item }) => sseq > (cursors.heads[this.#stream()] ?? 0) && !known(item.id))
			.map(({ item }) => item);
		return [...fresh.reverse(), ...items].map((item) => ({
			...item,
			read: item.read || item.id <= this.#readUpTo,
		}));
	});
	unread = $derived.by(() => {
		const { items, unread } = this.#seed();
		if (this.#readUpTo) return this.items.filter((item) => !item.read).length;
		const known = (id: string) => items.some((item) => item.id === id);
		return unread + this.items.filter((item) => !known(item.id)).length;
	});

	constructor(userId: () => string, seed: () => BellSeed) {
		this.#seed = seed;
		this.#stream = () => `user:${userId()}`;
	}

	/** Call it in an `$effect` and return what it returns. */
	listen(came?: (item: NotificationView) => void): () => void {
		return listen(
			this.#stream(),
			() => this.#seed().cursors,
			(event) => {
				const item = this.#take(event);
				if (item) came?.(item);
			},
		);
	}

	#take(event: LogEvent): NotificationView | undefined {
		if (event.type === 'notification.read') this.markRead(event.data.up_to);
		if (event.type !== 'notification.added') return undefined;
		const { kind, title, body, href } = event.data;
		const item = { id: event.entity_id, kind, title, body, href, created_at: event.at, read: false };
		this.#came.push({ sseq: event.sseq, item });
		return item;
	}

	/** Shows them read at once; the server's word follows. */
	markRead(upTo: string): void {
		if (upTo > this.#readUpTo) this.#readUpTo = upTo;
	}
}
