//! The envelope of an answer, which decides whether a call succeeded.

use std::fmt;

use progenitor_client::{ClientHooks, OperationInfo};
use reqwest::{Request, Response, StatusCode};
use serde::Deserialize;
use serde_json::Value;

use crate::{Client, Error, types::EnvelopeMessage};

/// An answer with a status that is not 2xx, or with a `success` that is not true.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub status: StatusCode,
    pub errors: Vec<EnvelopeMessage>,
    pub result: Value,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status.as_str())?;
        for error in &self.errors {
            if let Some(code) = error.code {
                write!(f, " [{code}]")?;
            }
            write!(f, " {}", error.message)?;
        }
        // A failed sync has no errors; its result has the reason.
        match self.result["error"].as_str() {
            Some(reason) => write!(f, " {reason}"),
            None if self.errors.is_empty() => write!(f, " without a reason"),
            None => Ok(()),
        }
    }
}

#[derive(Default, Deserialize)]
struct Envelope {
    success: Option<bool>,
    errors: Option<Vec<EnvelopeMessage>>,
    #[serde(default)]
    result: Value,
}

impl ClientHooks for Client {
    async fn exec(&self, mut request: Request, _: &OperationInfo) -> reqwest::Result<Response> {
        // The generated code adds the version of the contract, which is not part of the API.
        request.headers_mut().remove("api-version");
        let response = self.client.execute(request).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await?;
        let envelope = serde_json::from_slice::<Envelope>(&body);
        let mut answer = http::Response::new(body);
        (*answer.status_mut(), *answer.headers_mut()) = (status, headers);
        // The generated code reports what is wrong with a 2xx answer without envelope.
        let success = envelope
            .as_ref()
            .map_or(true, |envelope| envelope.success == Some(true));
        if !(status.is_success() && success) {
            let Envelope { errors, result, .. } = envelope.unwrap_or_default();
            let errors = errors.unwrap_or_default();
            answer.extensions_mut().insert(Refusal {
                status,
                errors,
                result,
            });
        }
        Ok(answer.into())
    }

    async fn post<E>(
        &self,
        answer: &reqwest::Result<Response>,
        _: &OperationInfo,
    ) -> Result<(), Error<E>> {
        match answer
            .as_ref()
            .ok()
            .and_then(|answer| answer.extensions().get::<Refusal>())
        {
            None => Ok(()),
            Some(refusal) => {
                let mut refused = http::Response::new("");
                refused.extensions_mut().insert(refusal.clone());
                Err(Error::UnexpectedResponse(refused.into()))
            }
        }
    }
}
