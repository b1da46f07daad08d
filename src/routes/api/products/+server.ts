import { productPageSchema, productSchema } from '#catalog/product-schema.ts';
import { newProductInput, productQuery } from '#catalog/product.ts';
import { createProduct } from '#catalog/server/create-product.ts';
import { findProducts } from '#catalog/server/queries.ts';
import { endpoint, json } from '../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'What the market shows, page by page',
		tag: 'products',
		who: 'anyone',
		query: productQuery,
		answers: { 200: { description: 'A page; `next_cursor` is null on the last', schema: productPageSchema } },
		refuses: ['invalid_input'],
	},
	async ({ query }) => json(await findProducts(query)),
);

export const POST = endpoint(
	{
		summary: 'List a product in your shop; your first opens a shop in your name',
		tag: 'products',
		who: 'user',
		body: newProductInput,
		answers: { 201: { description: 'The product as it is listed', schema: productSchema } },
		refuses: ['not_signed_in', 'invalid_input', 'forbidden', 'too_many_requests'],
	},
	async ({ actor, body }) => {
		const product = await createProduct(actor, body);
		return json(product, { status: 201, headers: { location: `/api/products/${product.id}` } });
	},
);
