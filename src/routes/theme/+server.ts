import { redirect } from '@sveltejs/kit';
import { sameSitePath } from '#lib/same-site-path.ts';
import { isTheme } from '#lib/ui/shell/shell-data.ts';

/** The theme button where there is no JavaScript: sets the cookie, goes back to the page it came from. */
export async function POST({ request, cookies, url }) {
	const form = await request.formData().catch(() => new FormData());
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
	const back = form.get('back');
	redirect(303, sameSitePath(typeof back === 'string' ? back : null));
}
