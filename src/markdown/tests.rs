mod hostile;
mod html;
mod portable;
mod properties;
mod text;
mod wrapped;
