import { error, fail, isActionFailure, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { MOST_PICTURE_BYTES, MOST_PICTURES } from '#catalog/product.ts';
import { addPicture } from '#catalog/server/add-picture.ts';
import { adjustStock } from '#catalog/server/adjust-stock.ts';
import { changeProduct } from '#catalog/server/change-product.ts';
import { describePicture } from '#catalog/server/describe-picture.ts';
import { movePicture } from '#catalog/server/move-picture.ts';
import { categories } from '#catalog/server/queries.ts';
import { ownProduct } from '#catalog/server/queries/own-products.ts';
import { removePicture } from '#catalog/server/remove-picture.ts';
import { removeProduct } from '#catalog/server/remove-product.ts';
import { productChange } from '#catalog/product.ts';
import { mayDo } from '#shops/permissions.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { profileView } from '#shops/delivery.ts';
import { readCursors } from '#events/server/tail.ts';
import { checkInput } from '#lib/check-input.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { Refusal, refusals } from '#lib/refusal.ts';
import { textLine } from '#lib/text.ts';
import type { Actor } from '#accounts/actor.ts';
import { formAction, type FormState } from '../../../edge/form-action.ts';
import { needActor } from '../../../edge/guard.ts';
import { changeVariants, detailFields, typedProfile, variantFields } from '../product-form.ts';
import { redrawn } from '../redrawn.ts';

export async function load(event) {
	const actor = needActor(event);
	const { id } = event.params;
	event.depends(`product:${id}`);
	const cursors = await readCursors([`product:${id}`]);
	const own = ID_PATTERN.test(id) ? await ownProduct(actor, id) : null;
	if (!own) error(404, { message: refusals.not_found.title, code: 'not_found' });
	if (!mayDo(own.role, 'products.edit'))
		error(403, { message: 'Your role in this shop does not allow it', code: 'forbidden' });
	const { shop, price } = own.product;
	const profiles = await shippingProfilesOf([shop.id]);
	return {
		cursors,
		...own,
		profiles: profiles.map((profile) => profileView(profile, price.currency)),
		rows: await categories(),
		isNew: event.url.searchParams.has('new'),
		mostPictures: MOST_PICTURES,
	};
}

const id = z.string().regex(ID_PATTERN);
/** A photograph of the greatest size, and room for the rest of its form. */
const PICTURE_FORM_BYTES = MOST_PICTURE_BYTES + 64 * 1024;
const nothing = z.strictObject({});

/** One form of many on the page: its answer says which. */
function part<Schema extends z.ZodType>(
	at: string,
	schema: Schema,
	run: (call: {
		actor: Actor;
		productId: string;
		input: z.infer<Schema>;
		form: FormData;
	}) => Promise<Partial<FormState> | void>,
	most?: number,
) {
	return async (event: RequestEvent<{ id: string }>) => {
		const actor = needActor(event);
		const productId = event.params.id;
		const deed = async (input: z.infer<Schema>, form: FormData) => {
			return (await run({ actor, productId, input, form })) ?? { done: true as const };
		};
		const answer = await formAction(event, schema, deed, most);
		if (!isActionFailure(answer)) return { at, ...answer };
		return fail(answer.status, { ...(answer.data as unknown as FormState), at });
	};
}

export const actions = {
	details: part('details', detailFields, async ({ actor, productId, input }) => {
		const { shipping_profile, ...rest } = input;
		const change = { ...rest, ...typedProfile(shipping_profile) };
		await changeProduct(actor, productId, checkInput(productChange, change));
	}),
	variants: part('variants', variantFields, async ({ actor, productId, input }) => {
		const own = await ownProduct(actor, productId);
		if (!own) throw new Refusal('not_found');
		await changeVariants(input, own.product.price.currency, (change) =>
			changeProduct(actor, productId, change),
		);
	}),
	/** Without a script: the same form with a row for each combination. */
	grid: part('variants', variantFields, async ({ input }) => await redrawn(input)),
	step: part(
		'count',
		z.strictObject({ variant: id, by: z.enum(['1', '-1']).transform(Number) }),
		async (call) => {
			const { actor, productId, input } = call;
			await adjustStock(actor, { productId, variantId: input.variant, by: input.by });
		},
	),
	picture: part(
		'picture',
		z.strictObject({ alt: textLine(0, 250) }),
		async (call) => {
			const { actor, productId, input, form } = call;
			const file = form.get('picture');
			if (!(file instanceof File) || file.size === 0)
				throw new Refusal('invalid_input', { errors: { picture: 'Choose a picture' } });
			const bytes = new Uint8Array(await file.arrayBuffer());
			await addPicture(actor, productId, { bytes, alt: input.alt });
		},
		PICTURE_FORM_BYTES,
	),
	alt: part('picture', z.strictObject({ picture: id, alt: textLine(0, 250) }), async (call) => {
		await describePicture(call.actor, call.productId, call.input.picture, call.input.alt);
	}),
	move: part('picture', z.strictObject({ picture: id, way: z.enum(['earlier', 'later']) }), async (call) => {
		await movePicture(call.actor, call.productId, call.input.picture, call.input.way);
	}),
	unpicture: part('picture', z.strictObject({ picture: id }), async (call) => {
		await removePicture(call.actor, call.productId, call.input.picture);
	}),
	remove: part('remove', nothing, async ({ actor, productId }) => {
		await removeProduct(actor, productId);
		redirect(303, '/sell');
	}),
};
