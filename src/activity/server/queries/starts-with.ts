/** A LIKE pattern for what begins with `text`; its own % and _ mean themselves. */
export function startsWith(text: string): string {
	return `${text.replace(/[\\%_]/g, '\\$&')}%`;
}
