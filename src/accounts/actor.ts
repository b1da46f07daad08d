/** Whoever is asking, as far as the house needs to know. Made by `authenticate`, handed to every command. */
export type Actor = {
	id: string;
	username: string;
	role: 'user' | 'admin';
	emailVerified: boolean;
	/** Public id of the session; null for a program with an API token. */
	sessionId: string | null;
};

export function isAdmin(actor: Actor | null | undefined): actor is Actor {
	return actor?.role === 'admin';
}
