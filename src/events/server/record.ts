/**
 * Writes an event into the business transaction that makes it true: both are committed, or neither.
 *
 * Call it after the entity's row is locked (by an UPDATE or INSERT of this transaction): the order of two events on one
 * entity is then the order of their locks. Called before, two events of one entity could be told in the wrong order.
 */
import { sql } from 'kysely';
import { currentContext } from '../../lib/server/context.ts';
import { afterCommit, type Tx } from '../../lib/server/db.ts';
import { catalogue, type EventData, type EventType } from '../catalogue.ts';
import { hint } from './wake.ts';

export type NewEvent<Type extends EventType = EventType> = {
	[T in Type]: {
		type: T;
		/** The entity it is about: the order's id for `order.*`, the product's for `product.*`, and so on. */
		id: string;
		/** The entity's row version after this change. */
		version: number;
		data: EventData<T>;
	};
}[Type];

export async function record(tx: Tx, ...events: NewEvent[]): Promise<void> {
	if (events.length === 0) return;
	const context = currentContext();
	await tx
		.insertInto('outbox')
		.values(
			events.map((event) => ({
				type: event.type,
				v: catalogue[event.type].v,
				entity: catalogue[event.type].entity,
				entity_id: event.id,
				entity_version: event.version,
				data: JSON.stringify(catalogue[event.type].data.parse(event.data)),
				actor_id: context?.actorId ?? null,
				request_id: context?.requestId ?? null,
				recorded_at: sql<Date>`now(3)`,
			})),
		)
		.execute();
	afterCommit(tx, () => hint('outbox'));
}
