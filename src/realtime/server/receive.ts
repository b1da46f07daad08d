/** What a client may say, checked and answered. */
import { Refusal } from '../../lib/refusal.ts';
import { log } from '../../lib/server/log.ts';
import { MOST_WATCHED, messages, type Answers, type Message, type MessageName } from '../protocol.ts';
import { mayTalk, strike } from './admission.ts';
import { room, type MarketDoors, type MarketSocket } from './connection.ts';
import type { Subscriptions } from './subscriptions.ts';

type Handlers = {
	[Name in MessageName]: (socket: MarketSocket, message: Message<Name>) => Promise<Answers[Name]>;
};

export type Receive = (
	socket: MarketSocket,
	name: string,
	message: unknown,
	answer: unknown,
) => Promise<void>;

export function createReceive(doors: Pick<MarketDoors, 'readStock'>, subscriptions: Subscriptions): Receive {
	const handlers: Handlers = {
		subscribe: (socket, message) => subscriptions.subscribe(socket, message),
		async unsubscribe(socket, { stream }) {
			subscriptions.unsubscribe(socket, stream);
			return { ok: true };
		},
		async watch(socket, { products }) {
			if (new Set([...socket.data.watched, ...products]).size > MOST_WATCHED)
				return { ok: false, code: 'too_many_products' };
			for (const id of products) {
				socket.data.watched.add(id);
				void socket.join(room.stock(id));
			}
			// Joined first, read after: what changes in between comes as a frame with a higher version.
			return { ok: true, stock: await doors.readStock(products) };
		},
		async unwatch(socket, { products }) {
			for (const id of products) {
				socket.data.watched.delete(id);
				void socket.leave(room.stock(id));
			}
			return { ok: true };
		},
		clock: async () => ({ ok: true, now: Date.now() }),
	};

	return async (socket, name, message, answer) => {
		const say = typeof answer === 'function' ? (answer as (answer: unknown) => void) : () => undefined;
		if (!mayTalk(socket)) {
			strike(socket);
			return say({ ok: false, code: 'too_many_requests' });
		}
		const known = Object.hasOwn(messages, name) ? (name as MessageName) : undefined;
		const parsed = known && messages[known].safeParse(message);
		if (!known || !parsed?.success) {
			strike(socket);
			const issue = parsed?.error?.issues[0];
			const detail = issue ? `${issue.path.join('.')}: ${issue.message}` : 'unknown message';
			return say({ ok: false, code: 'invalid_input', detail });
		}
		try {
			const handle = handlers[known] as (socket: MarketSocket, message: unknown) => Promise<unknown>;
			say(await handle(socket, parsed.data));
		} catch (error) {
			if (error instanceof Refusal) return say({ ok: false, code: error.code });
			log.error({ err: error, message: name }, 'socket message failed');
			say({ ok: false, code: 'fault' });
		}
	};
}
