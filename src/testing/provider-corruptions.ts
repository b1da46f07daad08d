/** Ways to break by hand what a payment provider told us. */
import { sql } from 'kysely';
import type { Corruption } from './corruption.ts';

export const providerCorruptions: Corruption[] = [
	{
		id: 'W1',
		what: 'a payment that Stripe is said to have taken, by an intent that nobody asked for',
		plant: (story) => sql`update payments set provider = 'stripe' where id = ${story.payment}`,
		mend: (story) => sql`update payments set provider = 'sandbox' where id = ${story.payment}`,
	},
	{
		id: 'W2',
		what: 'a webhook that changed a payment of somebody else',
		plant: (story) =>
			sql`insert into provider_events (id, provider, event_id, type, payment_id, outcome, received_at) values (${story.payment}, 'stripe', ${story.payment}, 'payment_intent.succeeded', ${story.payment}, 'applied', now(3))`,
		mend: (story) => sql`delete from provider_events where id = ${story.payment}`,
	},
	{
		id: 'W3',
		what: 'a webhook that was refused, and nobody was told',
		plant: (story) =>
			sql`insert into provider_events (id, provider, event_id, type, payment_id, outcome, received_at) values (${story.payment}, 'stripe', ${story.payment}, 'payment_intent.succeeded', ${story.payment}, 'refused', now(3))`,
		mend: (story) => sql`delete from provider_events where id = ${story.payment}`,
	},
	{
		id: 'W4',
		what: 'an order that is not paid, of a payment that was captured',
		plant: (story) => sql`update orders set paid_at = null where id = ${story.paid}`,
		mend: (story) => sql`update orders set paid_at = placed_at where id = ${story.paid}`,
	},
	{
		id: 'W5',
		what: 'an exception that nobody was told of',
		plant: (story) =>
			sql`insert into payment_exceptions (id, kind, ref, payment_id, detail, created_at) values (${story.payment}, 'second_charge', ${story.payment}, ${story.payment}, 'planted', now(3))`,
		mend: (story) => sql`delete from payment_exceptions where id = ${story.payment}`,
	},
];
