import { tick } from 'svelte';
import type { SubmitFunction } from '@sveltejs/kit';
import { dismiss, toast } from './toasts.svelte.ts';

/**
 * A form's way to the server where there is JavaScript: pressed once, it is busy until answered; a refused one focuses its
 * first wrong field. Without JavaScript the form posts by itself.
 * `onsaved`: it was taken, and the page shows it.
 * `afresh`: a redirect loads its page anew, so that the socket begins again as whoever one is now.
 * `keep`: what was typed stays when it was taken, where the form shows how things stand.
 */
type Manner = { afresh?: boolean; keep?: boolean; onsaved?: () => void };
export function submission({ afresh = false, keep = false, onsaved }: Manner = {}) {
	let busy = $state(false);
	/** What was said of a try that did not come through: the next one makes it untrue. */
	let told = 0;
	const enhance: SubmitFunction = ({ cancel }) => {
		if (busy) return cancel();
		busy = true;
		dismiss(told);
		return async ({ result, update, formElement }) => {
			if (result.type === 'redirect' && afresh) {
				// Stays busy: the page is going.
				location.assign(result.location);
				return;
			}
			// No line, a fault of ours, or a market that is away (then the answer is of no action's kind): the page stays as it
			// is, with all that was typed, where `update` would put the error page in its place.
			const refused = result.type === 'error' && (result.status ?? 500) < 500;
			if (!refused && !['success', 'failure', 'redirect'].includes(result.type)) {
				busy = false;
				told = toast('That did not go through. Nothing is lost: please try again in a moment.', 'bad', 12);
				return;
			}
			await update({ reset: result.type === 'success' && !keep });
			if (result.type === 'success') onsaved?.();
			busy = false;
			await tick();
			if (result.type === 'failure')
				formElement.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
		};
	};
	return {
		enhance,
		get busy() {
			return busy;
		},
	};
}
