import { redirect } from '@sveltejs/kit';
import { isTheme } from '#lib/ui/shell/shell-data.ts';

/** The theme button where there is no JavaScript: sets the cookie, goes back to the page it came from. */
export async function POST({ request, cookies, url }) {
	const form = await request.formData();
	const theme = form.get('theme');
	if (isTheme(theme)) {
		cookies.set('theme', theme, {
			path: '/',
			maxAge: 31_536_000,
			sameSite: 'lax',
			httpOnly: false,
			secure: url.protocol === 'https:',
		});
	}
	redirect(303, ownPath(form.get('back'), url));
}

/** A path of this site, or home: `//elsewhere` and `/\elsewhere` would leave it. */
function ownPath(back: FormDataEntryValue | null, here: URL): string {
	if (typeof back !== 'string' || !URL.canParse(back, here)) return '/';
	const there = new URL(back, here);
	return there.origin === here.origin ? there.pathname + there.search : '/';
}
