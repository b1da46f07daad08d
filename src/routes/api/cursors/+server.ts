import { z } from 'zod';
import { endpoint, json } from '../../edge/endpoint.ts';
import { mayRead } from '../../edge/may-read.ts';
import { readCursors } from '#events/server/tail.ts';
import { Refusal } from '#lib/refusal.ts';
import { MOST_STREAMS, STREAM_PATTERN } from '#realtime/protocol.ts';

export const GET = endpoint(
	{
		summary: 'Where streams end, to be read before the state they go with',
		tag: 'market',
		who: 'anyone',
		query: z.strictObject({
			streams: z
				.string()
				.max(MOST_STREAMS * 41)
				.transform((text) => text.split(','))
				.pipe(z.array(z.string().regex(STREAM_PATTERN, 'There is no such stream')).min(1).max(MOST_STREAMS)),
		}),
		answers: {
			200: {
				description: 'The epoch, and the last number of each stream',
				schema: z.object({ epoch: z.int(), heads: z.record(z.string(), z.int()) }),
			},
		},
		refuses: ['invalid_input', 'not_found'],
	},
	async ({ actor, query, event }) => {
		const { guest } = event.locals;
		for (const stream of query.streams)
			if (!(await mayRead(actor, stream)) && !(guest && (await mayRead(guest, stream))))
				throw new Refusal('not_found');
		return json(await readCursors(query.streams));
	},
);
