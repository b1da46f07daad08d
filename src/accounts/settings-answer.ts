/** What an action of the account page answered, and which part of the page it is about. */
export type SettingsAnswer =
	| {
			at: string;
			done?: boolean;
			message?: string;
			code?: string;
			errors?: Record<string, string>;
			values?: Record<string, string>;
			/** A new API token: shown this once. */
			made?: { name: string; token: string };
	  }
	| null
	| undefined;
