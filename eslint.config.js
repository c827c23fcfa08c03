import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "**/dist/",
      "**/node_modules/",
      "coverage/",
      "**/results/",
      "site/generated/",
      "site/public/",
      "site/.vitepress/cache/",
      "**/*.generated.ts",
      "src/execute/wasm/kernel/",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  prettier,
  {
    rules: {
      // Numerical kernels index arrays whose bounds the layout guarantees.
      "@typescript-eslint/no-non-null-assertion": "off",
      "max-lines": ["error", { max: 420, skipBlankLines: true, skipComments: true }],
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.test.ts", "test/**/*.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...[
          ["describe", "skipIf"],
          ["describe", "runIf"],
          ["it", "skipIf"],
          ["test", "skipIf"],
        ].map(([object, property]) => ({
          object,
          property,
          message:
            "The body of a skipped describe runs, and nobody reads why a test was skipped: use test/support/needs.ts.",
        })),
      ],
    },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: {
      globals: { console: "readonly", process: "readonly", URL: "readonly", Buffer: "readonly" },
    },
  },
);
