/**
 * A table as RFC 4180 text. A spreadsheet reads a cell that begins with = + - @ as a formula: such text gets an apostrophe in
 * front, plain numbers do not.
 */
export function csv(rows: readonly (readonly string[])[]): string {
	return rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
}

function cell(text: string): string {
	const number = /^-?\d+(?:\.\d+)?$/.test(text);
	const safe = !number && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
