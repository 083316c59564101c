import '@fontsource-variable/inter/wght.css';
import './look/tokens.css';
import './look/base.css';
import './frame/frame.css';
import './session/session.css';
import './aujourdhui/aujourdhui.css';
import './clients/clients.css';
import './messages/messages.css';
import './reglages/reglages.css';
import { render } from 'preact';
import { Panel } from './frame/Panel.tsx';
import { recognise } from './session/session.ts';

void recognise();
render(<Panel />, document.getElementById('panel')!);
