/** The demo site's looks: slate, chalk and copper. The last rule is all that a restaurant writes for the widget. */
export const demoStyle = `
:root { color-scheme: light; scroll-behavior: smooth; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f1ea; color: #2a2d31; font: 17px/1.6 'Gill Sans', 'Gill Sans MT', 'Avenir Next', Carlito, Calibri, sans-serif; }
h1, h2, h3 { font-family: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Book Antiqua', Georgia, serif; font-weight: 400; line-height: 1.15; margin: 0; }
a { color: inherit; text-underline-offset: 4px; }
header { background: #262a2f linear-gradient(160deg, #30353b, #1f2226 70%); color: #f1eee6; padding: 0 max(20px, calc(50vw - 540px)) 72px; }
nav { display: flex; flex-wrap: wrap; gap: 4px 28px; padding: 20px 0; font-size: 15px; }
nav a { text-decoration: none; padding: 8px 0; }
nav a:last-child { margin-left: auto; color: #b9b4a8; }
nav a:hover { text-decoration: underline; }
.hero { display: grid; grid-template-columns: 1.3fr 1fr; gap: 56px; align-items: center; padding-top: 56px; }
.over { margin: 0 0 16px; letter-spacing: .14em; text-transform: uppercase; font-size: 13px; color: #d9a983; }
h1 { font-size: clamp(44px, 8vw, 92px); letter-spacing: -.02em; overflow-wrap: anywhere; }
.call { display: inline-block; margin-top: 28px; padding: 14px 30px; border: 1px solid #d9a983; border-radius: 2px; text-decoration: none; }
.call:hover { background: #d9a983; color: #262a2f; }
aside { padding: 30px 34px; border: 10px solid #8a5a3b; border-radius: 3px; background: #1b1e21; box-shadow: inset 0 0 40px #000a, 0 18px 40px #0007; text-align: center; }
aside h2 { font-size: 24px; font-style: italic; color: #fff; }
aside ul { list-style: none; margin: 18px 0; padding: 0; }
aside li { padding: 7px 0; font-family: Georgia, serif; }
aside li + li::before { content: '~'; display: block; color: #d9a983; line-height: .6; padding-bottom: 10px; }
aside p { margin: 0; padding-top: 14px; border-top: 1px dashed #6d7076; font-size: 15px; color: #d7d2c6; }
section { padding: 72px max(20px, calc(50vw - 540px)); }
section h2 { font-size: clamp(30px, 4vw, 42px); color: #262a2f; }
.house, .book { display: grid; grid-template-columns: 1fr 1.6fr; gap: 24px 56px; align-items: start; }
.house p:first-child { margin-top: 8px; font-size: 21px; line-height: 1.5; font-family: Georgia, serif; }
.menu { background: #fbfaf6; }
.courses { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 32px 56px; margin-top: 32px; }
h3 { font-size: 20px; font-style: italic; color: #92522a; padding-bottom: 8px; border-bottom: 1px solid #d8d1c3; }
dl { margin: 0; }
dl > div { display: flex; gap: 16px; justify-content: space-between; padding: 12px 0; }
dt span { display: block; font-size: 15px; color: #6b6860; }
dd { margin: 0; white-space: nowrap; }
address { font-style: normal; }
footer { padding: 32px max(20px, calc(50vw - 540px)); background: #262a2f; color: #cfcabd; font-size: 14px; }
footer p { margin: 4px 0; }
@media (max-width: 760px) {
  .hero, .house, .book { grid-template-columns: 1fr; }
  .hero { padding-top: 24px; gap: 40px; }
  section { padding-top: 48px; padding-bottom: 48px; }
}
couvert-booking { --couvert-accent: #92522a; --couvert-radius: 2px; --couvert-paper: #fbfaf6; }
`;
