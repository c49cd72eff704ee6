// The workbench's page: rules.
