import { onContentUpdated, type Theme } from "vitepress";
// Without the theme's default font, which is not needed to read.
import DefaultTheme from "vitepress/theme-without-fonts";
import "katex/dist/katex.min.css";
import "./style.css";

export default {
  extends: DefaultTheme,
  setup() {
    // Live parts change what is inside of them: after Vue has taken over the page as it was built.
    onContentUpdated(() => {
      // The theme has no landmark around these two kinds of pages.
      document.querySelector(".VPHome, .NotFound")?.setAttribute("role", "main");
      void import("../../live/index.js").then(({ watchDemos }) => watchDemos());
    });
  },
} satisfies Theme;
