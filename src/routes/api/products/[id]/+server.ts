import { productParams, productSchema } from '#catalog/product-schema.ts';
import { productChange } from '#catalog/product.ts';
import { changeProduct } from '#catalog/server/change-product.ts';
import { findProduct } from '#catalog/server/queries.ts';
import { removeProduct } from '#catalog/server/remove-product.ts';
import { Refusal } from '#lib/refusal.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'One product that the market shows',
		tag: 'products',
		who: 'anyone',
		params: productParams,
		answers: { 200: { description: 'The product', schema: productSchema } },
		refuses: ['not_found'],
	},
	async ({ params }) => {
		const product = await findProduct(params.id);
		if (!product) throw new Refusal('not_found');
		return json(product);
	},
);

export const PUT = endpoint(
	{
		summary:
			'Change your product; what is not named stays. With `stock_was`, only if the count is still that',
		tag: 'products',
		who: 'user',
		params: productParams,
		body: productChange,
		answers: { 200: { description: 'The product as it is now', schema: productSchema } },
		refuses: ['not_signed_in', 'not_found', 'invalid_input', 'stale', 'too_many_requests'],
	},
	async ({ actor, params, body }) => json(await changeProduct(actor, params.id, body)),
);

export const DELETE = endpoint(
	{
		summary: 'Take your product off the market for good',
		tag: 'products',
		who: 'user',
		params: productParams,
		answers: { 204: { description: 'It is removed; orders keep their copies' } },
		refuses: ['not_signed_in', 'not_found'],
	},
	async ({ actor, params }) => {
		await removeProduct(actor, params.id);
		return new Response(null, { status: 204 });
	},
);
