import { z } from 'zod';
import { takeProviderNotice } from '#orders/server/take-provider-notice.ts';
import { readStripeNotice } from '#payments/server/provider.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';
import { readBytes } from '../../../edge/read-body.ts';

const MOST_BYTES = 256 * 1024;

/** Its signature stands for a session: nobody else can write what Stripe signs. */
export const POST = endpoint(
	{
		summary: 'What Stripe tells of payments and refunds, with its Stripe-Signature over the raw body',
		tag: 'market',
		who: 'anyone',
		answers: {
			200: {
				description: 'Written down; sent again, it changes nothing',
				schema: z.object({ outcome: z.enum(['applied', 'stale', 'ignored', 'refused', 'duplicate']) }),
			},
		},
		refuses: ['bad_signature', 'malformed_body', 'body_too_large', 'not_found', 'busy'],
	},
	async ({ event }) => {
		const body = await readBytes(event.request, MOST_BYTES);
		const notice = await readStripeNotice(body, event.request.headers.get('stripe-signature'));
		return json({ outcome: await takeProviderNotice(notice) });
	},
);
