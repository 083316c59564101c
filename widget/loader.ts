declare const FORM_CHUNK: string;

const origin = new URL((document.currentScript as HTMLScriptElement).src).origin;
void import(/* @vite-ignore */ origin + FORM_CHUNK);
