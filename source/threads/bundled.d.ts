/** Set by the build; undefined when the source runs directly. */
declare const __BUNDLED__: boolean | undefined;
declare const __VERSION__: string | undefined;
