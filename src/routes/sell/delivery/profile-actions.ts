import { fail, isActionFailure, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { FieldErrors } from '#lib/refusal.ts';
import { needSeat } from '#shops/server/queries/seats.ts';
import { saveShippingProfile } from '#shops/server/save-shipping-profile.ts';
import { formAction, type FormState } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';
import { inputOf, readDraft, redraw, type ProfileDraft } from './profile-form.ts';

export type ProfileAnswer = { draft: ProfileDraft; errors: FieldErrors; message?: string };

const anyFields = z.record(z.string(), z.unknown());

/** The form again, as its buttons changed it; nothing is written. */
export async function draft(event: RequestEvent) {
	needActor(event);
	return await formAction(event, anyFields, async (fields, form): Promise<ProfileAnswer> => {
		return { draft: redraw(readDraft(form), String(fields['do'])), errors: {} };
	});
}

/** Writes it; a refused form keeps all that was typed. */
export async function save(event: RequestEvent<{ id?: string }>) {
	const actor = needActor(event);
	let typed: ProfileDraft | undefined;
	const answer = await formAction(event, anyFields, async (_, form): Promise<{ saved: true }> => {
		typed = readDraft(form);
		const { shop } = await needSeat(actor, 'delivery.edit');
		const saved = await saveShippingProfile(actor, inputOf(typed, shop.currency), event.params.id);
		redirect(303, `/sell/delivery?saved=${saved.id}`);
	});
	if (!isActionFailure(answer)) return answer;
	const { errors = {}, message } = answer.data as unknown as FormState;
	return fail(answer.status, { draft: typed, errors, message });
}
