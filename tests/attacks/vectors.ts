/** Sets what shows that a script has run. */
const RUN = 'top.attacked=1'

/** Markup that runs a script on its own wherever it becomes part of a page without protection. */
export const VECTORS: Record<string, string> = {
  'inline script': `<script>${RUN}</script>`,
  'image that fails': `<img src=x: onerror=${RUN}>`,
  'svg that loads': `<svg onload=${RUN}>`,
  'frame with its own document': `<iframe srcdoc="<script>${RUN}</script>"></iframe>`,
  'frame with a script as address': `<iframe src="javascript:${RUN}"></iframe>`,
  'details that open': `<details open ontoggle=${RUN}>x</details>`,
  'field that takes the focus': `<input autofocus onfocus=${RUN}>`,
  'video that fails': `<video><source onerror=${RUN}></video>`,
  'animation of a style': `<style>@keyframes x{}</style><b style="animation:x 1s" onanimationstart=${RUN}>x</b>`,
  'animation of an svg': `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  'script from a data address': `<script src="data:text/javascript,${RUN}"></script>`,
  'style sheet that loads': `"><link rel=stylesheet href="data:text/css," onload=${RUN}>`,
}
