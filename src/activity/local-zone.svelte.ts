import { onMount } from 'svelte';

/** The viewer's time zone. The server does not know it and writes UTC, which the page then mends. */
export function localZone(): { readonly name: string } {
	let name = $state('UTC');
	onMount(() => {
		name = Intl.DateTimeFormat().resolvedOptions().timeZone;
	});
	return {
		get name() {
			return name;
		},
	};
}
