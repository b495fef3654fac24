/** Version of this SDK, such as `0.1.0`: the bundler puts package.json's in place of the mark. */
export const SDK_VERSION = "%SDK_VERSION%";
