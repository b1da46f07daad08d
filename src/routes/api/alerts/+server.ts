import { z } from 'zod';
import { askToBeTold } from '#notifications/server/ask-to-be-told.ts';
import { stockAlertsOf } from '#notifications/server/queries/stock-alerts.ts';
import { stockAlertInput, stockAlertView } from '#notifications/stock-alert-schema.ts';
import { endpoint, json } from '../../edge/endpoint.ts';

const asked = z.object({ id: z.string(), variant_id: z.string() });

export const GET = endpoint(
	{
		summary: 'What you asked to be told of, and were not yet; the newest first',
		tag: 'notifications',
		who: 'user',
		answers: { 200: { description: 'At most 100', schema: z.object({ items: z.array(stockAlertView) }) } },
		refuses: ['not_signed_in'],
	},
	async ({ actor }) => json({ items: await stockAlertsOf(actor.id) }),
);

export const POST = endpoint(
	{
		summary: 'Ask to be told, once, when a variant can be bought again: by the bell and by mail',
		tag: 'notifications',
		who: 'user',
		body: stockAlertInput,
		answers: {
			200: { description: 'You are waiting for it already', schema: asked },
			201: { description: 'You will be told', schema: asked },
		},
		refuses: ['not_signed_in', 'not_found', 'own_product', 'not_possible', 'too_many_requests'],
	},
	async ({ actor, body }) => {
		const { fresh, ...alert } = await askToBeTold(actor, body.variant_id);
		return json(alert, { status: fresh ? 201 : 200 });
	},
);
