import { page } from '$app/state';

/**
 * What a field shows: what its page gave until somebody types, then what was typed, until the page gives something else or
 * another address is shown.
 *
 * A prop, or a derived value, that is written to forgets it as soon as anything that it comes from is touched, though it be the
 * same: and each load of a page's data touches all of them. So what is given is a step of its own, which nobody writes to: only
 * its change counts. A form's reset goes back to `given`; the element takes it as `defaultValue`.
 */
export function typed<Value>(give: () => Value) {
	const given = $derived(give());
	const address = $derived(page.url.pathname + page.url.search);
	let shown = $derived.by(() => {
		void address;
		return given;
	});
	return {
		get given() {
			return given;
		},
		get value() {
			return shown;
		},
		set value(value) {
			shown = value;
		},
	};
}
