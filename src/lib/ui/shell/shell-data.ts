/** What the shell reads from `page.data`; the root layout's server load gives it. */
export type ShellData = {
	user?: {
		id: string;
		username: string;
		role: string;
		shop: { id: string; slug: string } | null;
	} | null;
	categories?: { slug: string; name: string }[];
	theme?: Theme;
};

export type Theme = 'auto' | 'day' | 'night';
export const THEMES: readonly Theme[] = ['auto', 'day', 'night'];

export function isTheme(value: unknown): value is Theme {
	return THEMES.some((theme) => theme === value);
}
