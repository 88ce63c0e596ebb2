// GoFormats
