import { z } from 'zod';
import { feedQuery } from '#activity/admin-input.ts';
import { readFeed } from '#activity/server/queries/feed.ts';
import { endpoint, json } from '../../edge/endpoint.ts';

const entry = z.object({
	sseq: z.int(),
	gseq: z.int(),
	type: z.string(),
	v: z.int(),
	entity_id: z.string(),
	entity_version: z.int(),
	data: z.record(z.string(), z.unknown()),
	actor_id: z.string().nullable(),
	at: z.iso.datetime(),
});

export const GET = endpoint(
	{
		summary: 'What happened on the market, newest first; for admins',
		tag: 'market',
		who: 'admin',
		query: feedQuery,
		answers: {
			200: {
				description:
					'A page; `next_cursor` is null at the beginning of the log, and may follow an empty page',
				schema: z.object({
					items: z.array(entry),
					next_cursor: z.string().nullable(),
					people: z.record(z.string(), z.string()),
				}),
			},
		},
		refuses: ['not_signed_in', 'not_found', 'invalid_input'],
	},
	async ({ query }) => {
		const { items, next_cursor, people } = await readFeed(query);
		return json({ items, next_cursor, people });
	},
);
